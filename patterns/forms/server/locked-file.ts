const office = 'application/vnd.openxmlformats-officedocument.';

/**
 * Whether a file opens with a password alone: a PDF, or an Office document in the container that Office puts an encrypted one
 * into ([MS-OFFCRYPTO] 2.3.1). A PDF that only limits printing or copying opens for everybody, and is not locked.
 *
 * @param type What its first bytes say it is.
 */
export async function isLocked(bytes: Buffer, type: string): Promise<boolean> {
  if (type === 'application/x-cfb') return bytes.includes(Buffer.from('EncryptedPackage', 'utf16le'));
  return type === 'application/pdf' && bytes.includes('/Encrypt') && asksForPassword(bytes);
}

/** Whether a question that takes such types can be sent an Office document. */
export function takesOffice(types: readonly string[]): boolean {
  return types.some((type) => type.startsWith(office));
}

/** The reader of PDFs is large, so only a file that names encryption loads it. A broken PDF is not a locked one. */
async function asksForPassword(bytes: Buffer): Promise<boolean> {
  const { getDocumentProxy } = await import('unpdf');
  try {
    const pdf = await getDocumentProxy(new Uint8Array(bytes), { verbosity: 0 });
    await pdf.cleanup();
    return false;
  } catch (error) {
    return error instanceof Error && error.name === 'PasswordException';
  }
}
