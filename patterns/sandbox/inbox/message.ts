import PostalMime from 'postal-mime';

/** A message as it arrived. */
export interface ReceivedMessage {
  /** In its address: counts from 1. */
  id: string;
  receivedAt: Date;
  /** Who sent it and who gets it, as the two servers agreed: the head of the message may say something else. */
  from: string;
  to: readonly string[];
  subject: string;
  /** Its words; the empty string where it has only HTML. */
  text: string;
  /** Its HTML, as it was written. Whoever shows it must not run it. */
  html: string | undefined;
  headers: readonly { name: string; value: string }[];
  attachments: readonly { name: string; type: string; size: number }[];
}

/** Reads a message from its bytes, by RFC 5322 and MIME. */
export async function readMessage(
  bytes: Uint8Array,
  envelope: Pick<ReceivedMessage, 'id' | 'receivedAt' | 'from' | 'to'>,
): Promise<ReceivedMessage> {
  const email = await PostalMime.parse(bytes, { attachmentEncoding: 'arraybuffer' });
  return {
    ...envelope,
    subject: email.subject ?? '',
    text: (email.text ?? '').replace(/\r\n/g, '\n').trimEnd(),
    html: email.html,
    headers: email.headers.map(({ originalKey, value }) => ({ name: originalKey, value })),
    attachments: email.attachments.map(({ filename, mimeType, content }) => ({
      name: filename ?? '',
      type: mimeType,
      size: (content as ArrayBuffer).byteLength,
    })),
  };
}

/** A text in pieces, those that are web addresses marked: a full stop behind an address does not belong to it. */
export function withLinks(text: string): { text: string; isLink: boolean }[] {
  return text
    .split(/(https?:\/\/[^\s<>"]*[^\s<>".,;:!?)\]])/)
    .map((piece, index) => ({ text: piece, isLink: index % 2 === 1 }))
    .filter((piece) => piece.text);
}
