import type { Language, RuleDefinition } from '@eslint/core';

/** A named set of rules with their severities. */
export type PresetName = 'recommended' | 'strict' | 'java' | 'config' | 'typescript';

export type RuleSeverity = 'error' | 'warn';

/** Rules that give advice do so in `strict` only. */
export type PresetRule = RuleSeverity | [RuleSeverity, { advice: false }];

/** One object of an ESLint flat configuration. */
export interface PresetConfig {
  name: string;
  files: string[];
  /** Left out where ESLint's own language, with the parser of the project, is meant. */
  language?: string;
  plugins: { 'session-lint': SessionLintPlugin };
  rules: Record<string, PresetRule>;
}

/** The ESLint plugin: what `import sessionLint from 'session-lint'` gives. */
export interface SessionLintPlugin {
  meta: { name: string; version: string; namespace: string };
  languages: Record<string, Language>;
  rules: Record<string, RuleDefinition>;
  configs: Record<PresetName, PresetConfig[]>;
}
