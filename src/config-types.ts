/** What a configuration may say, for editors: they complete rule ids and options, and underline what does not exist. */
import type { PresetName } from './plugin-types.ts';
import type { RuleOptions, SessionManagerName } from './rule-types.ts';

export type RuleLevel = 'off' | 'warn' | 'error' | 0 | 1 | 2;

/** `rules` of an ESLint configuration: `/** @type {import('session-lint').SessionLintRules} *\/`. */
export type SessionLintRules = { [Id in keyof RuleOptions]?: RuleLevel | [RuleLevel, ...RuleOptions[Id]] };

/** The same without the prefix, which the command line does not ask for. */
type BareRules = {
  [Id in keyof RuleOptions as Id extends `session-lint/${infer Bare}` ? Bare : never]?: SessionLintRules[Id];
};

/** A session library of JavaScript that session-lint does not know. */
export interface SessionLibrary {
  /** For messages. */
  name: string;
  /** Where its sessions come from. */
  modules: string[];
  types?: string[];
  factories?: string[];
  /** What is saved: what is written, any change at any depth, or nothing until a commit call. */
  saves?: 'changes' | 'writes' | 'commit';
  read?: string[];
  write?: string[];
  remove?: string[];
  commit?: string[];
  destroy?: string[];
  /** What a read gives. */
  gives?: 'live' | 'copy';
  /** What a write keeps. */
  stores?: 'reference' | 'clone';
  /** True: data are properties of the session itself. */
  properties?: boolean;
}

/** `settings['session-lint']` of an ESLint configuration, and `settings` of a session-lint configuration. */
export interface SessionLintSettings {
  /** `auto`, the default, looks for signals in the project. */
  sessionManager?: SessionManagerName;
  /** Globs of the server.xml files of one cluster, or one list for each cluster. */
  peers?: string[] | string[][];
  sessions?: SessionLibrary[];
}

/** What `session-lint.config.js` exports: `/** @type {import('session-lint').SessionLintConfig} *\/`. */
export interface SessionLintConfig {
  preset?: PresetName;
  rules?: SessionLintRules & BareRules;
  /** In .gitignore syntax, relative to the folder of the configuration. */
  ignores?: string[];
  settings?: SessionLintSettings;
  /** Of files that are not UTF-8 and declare none: `GBK`, `windows-1252`. */
  encoding?: string;
  /** Further extensions: `{ '.inc': 'jsp' }`. */
  extensions?: Record<`.${string}`, 'java' | 'jsp' | 'xml' | 'load balancer' | 'nginx' | 'typescript'>;
}
