/** What a server answers to a form it refuses: RFC 9457, `application/problem+json`, with one entry for each answer. */
export interface ProblemDetails {
  type?: string;
  title?: string;
  status?: number;
  detail?: string;
  errors?: AnswerProblem[];
}

/** What is wrong with one answer, in the person's words, and a JSON Pointer (RFC 6901) to it, with or without `#`. */
export interface AnswerProblem {
  pointer?: string;
  detail: string;
}

/** The `name` of the control a JSON Pointer leads to: the pointer without its first slash. */
export function nameOf(pointer: string): string {
  const path = pointer.startsWith('#') ? decodeURIComponent(pointer.slice(1)) : pointer;
  return path.replace(/^\//, '');
}
