import type { ProblemCode } from '../problems.ts';

/** Why a sign-in ends here; the person reads the words of its code. */
export class SignInProblem extends Error {
  readonly problem: ProblemCode;

  /** @param detail For the log: what kind of thing did not hold. Nothing that the provider or the person sent. */
  constructor(problem: ProblemCode, detail: string, cause?: unknown) {
    super(detail, { cause });
    this.problem = problem;
  }
}
