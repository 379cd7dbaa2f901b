/** The pointer has been let go, and the click that comes with it has been heard: what is under it may move now. */
export function released(): Promise<void> {
  const ended = new AbortController();
  const { signal } = ended;
  return new Promise((resolve) => {
    signal.addEventListener('abort', () => setTimeout(resolve));
    for (const end of ['pointerup', 'pointercancel']) window.addEventListener(end, () => ended.abort(), { signal });
  });
}
