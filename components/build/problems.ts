/** Something in the sources that the person who builds can mend. It is shown without a stack: the place says more. */
export class BuildError extends Error {}

/** Stops the build if there are problems, and names them all at once. */
export function stopIf(problems: string[], advice: string): void {
  if (problems.length) throw new BuildError(`${problems.map((problem) => `  ${problem}`).join('\n')}\n\n${advice}`);
}
