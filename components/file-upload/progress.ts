/** How far an upload is: a share from 0 to 1, where all is sent and the server looks at it, or that nobody answers. */
export type Progress = { state: 'sending'; share: number } | { state: 'checking' } | { state: 'lost'; isLong: boolean };

/** What became of it. `left`: the server will not have it so, and the form has to send it. */
export type Outcome =
  | { state: 'arrived'; address: string; isUnchecked: boolean }
  | { state: 'refused'; message: string }
  | { state: 'left' | 'stopped' };
