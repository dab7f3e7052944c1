/** Whether the command line asks a type checker: `--types`. In ESLint the parser's own program is asked, if it has one. */
export const TYPE_MODES = ['auto', 'on', 'off'] as const;
export type TypeMode = (typeof TYPE_MODES)[number];

let current: TypeMode = 'off';

/** For this thread. Off until somebody says otherwise, so that the plugin never makes a program of its own. */
export function useTypes(mode: TypeMode): void {
  current = mode;
}

export function typeMode(): TypeMode {
  return current;
}
