/** SHA-256 in hexadecimal digits: by it the server knows the same file again, whoever chooses it, and never takes another for it. */
export async function digestOf(file: File): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', await file.arrayBuffer());
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** UTF-8 in base64, as `Upload-Metadata` has it. */
export function base64(text: string): string {
  return btoa(String.fromCharCode(...new TextEncoder().encode(text)));
}
