/** Message ids of suggestions: what an editor offers, and not what is found. */
export const SUGGESTION_IDS: readonly string[] = [
  'writeBack',
  'addWrite',
  'addCommit',
  'addAwait',
  'toUpdate',
  'useSet',
  'moveResponse',
  'addSave',
  'readAgain',
  'destroy',
  'fromEnvironment',
  'toPlain',
];
