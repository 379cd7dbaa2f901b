/** Where somebody stands on the way in and out. */
export type SignInState =
  | 'signed_out'
  | 'choosing_provider'
  | 'leaving'
  | 'at_provider'
  | 'returning'
  | 'signed_in'
  | 'stepping_up'
  | 'warned'
  | 'expired'
  | 'signing_out'
  | 'signed_out_everywhere'
  | 'signed_out_here_only';

/** What moves somebody on. */
export type SignInEvent =
  | 'ask'
  | 'choose'
  | 'leave'
  | 'come_back'
  | 'verify'
  | 'fail'
  | 'need_more'
  | 'time_runs_out'
  | 'stay'
  | 'time_is_over'
  | 'sign_out'
  | 'provider_confirms'
  | 'provider_is_silent'
  | 'ended_by_provider';

const moves: Readonly<Record<SignInState, Partial<Record<SignInEvent, SignInState>>>> = {
  signed_out: { ask: 'choosing_provider' },
  choosing_provider: { choose: 'leaving', fail: 'choosing_provider' },
  leaving: { leave: 'at_provider', ask: 'choosing_provider', fail: 'choosing_provider' },
  at_provider: { come_back: 'returning', ask: 'choosing_provider' },
  returning: { verify: 'signed_in', fail: 'choosing_provider' },
  signed_in: {
    need_more: 'stepping_up',
    time_runs_out: 'warned',
    time_is_over: 'expired',
    sign_out: 'signing_out',
    ended_by_provider: 'expired',
  },
  // Whoever does not reach the higher level keeps the session that they had.
  stepping_up: {
    choose: 'leaving',
    fail: 'signed_in',
    time_is_over: 'expired',
    sign_out: 'signing_out',
    ended_by_provider: 'expired',
  },
  warned: { stay: 'signed_in', time_is_over: 'expired', sign_out: 'signing_out', ended_by_provider: 'expired' },
  expired: { ask: 'choosing_provider' },
  signing_out: { provider_confirms: 'signed_out_everywhere', provider_is_silent: 'signed_out_here_only' },
  signed_out_everywhere: { ask: 'choosing_provider' },
  signed_out_here_only: { ask: 'choosing_provider' },
};

/** Every state, in the order of the way in and out. */
export const signInStates = Object.keys(moves) as readonly SignInState[];

/** Where an event leads; undefined where it cannot happen, and nothing changes. */
export function next(state: SignInState, event: SignInEvent): SignInState | undefined {
  return moves[state][event];
}

/** What can happen in a state. */
export function eventsIn(state: SignInState): readonly SignInEvent[] {
  return Object.keys(moves[state]) as SignInEvent[];
}
