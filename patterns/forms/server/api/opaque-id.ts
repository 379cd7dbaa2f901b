/** An id that says nothing: a UUID (RFC 9562), or 22 characters at random as ours are. A national number or an address is neither. */
export const opaqueId = '^(?:[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}|[\\w-]{22})$';
