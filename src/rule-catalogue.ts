/** Generated from the rules: `npm run docs`. */
import type { PresetName, RuleSeverity } from './plugin-types.ts';

export interface RuleEntry {
  /** Severity in each preset that has the rule. */
  readonly presets: Readonly<Partial<Record<PresetName, RuleSeverity>>>;
  readonly languages: readonly string[];
  /** True for a rule with messages that tell of no fault. */
  readonly hasAdvice: boolean;
}

/** Every rule by its id, without what it needs to run: most runs find no file that any of them has to look at. */
export const RULE_CATALOGUE: Readonly<Record<string, RuleEntry>> = {
  'cluster-attributes': {
    presets: { recommended: 'warn', strict: 'error', config: 'warn' },
    languages: ['session-lint/xml'],
    hasAdvice: true,
  },
  'cluster-classes': {
    presets: { recommended: 'error', strict: 'error', config: 'error' },
    languages: ['session-lint/xml'],
    hasAdvice: false,
  },
  'cluster-interceptors': {
    presets: { recommended: 'warn', strict: 'error', config: 'warn' },
    languages: ['session-lint/xml'],
    hasAdvice: true,
  },
  'cluster-manager': {
    presets: { recommended: 'error', strict: 'error', config: 'error' },
    languages: ['session-lint/xml'],
    hasAdvice: false,
  },
  'cluster-membership': {
    presets: { recommended: 'error', strict: 'error', config: 'error' },
    languages: ['session-lint/xml'],
    hasAdvice: true,
  },
  'cluster-peers': {
    presets: { recommended: 'error', strict: 'error', config: 'error' },
    languages: ['session-lint/xml'],
    hasAdvice: true,
  },
  'cluster-placement': {
    presets: { recommended: 'error', strict: 'error', config: 'error' },
    languages: ['session-lint/xml'],
    hasAdvice: true,
  },
  'cluster-valves': {
    presets: { recommended: 'error', strict: 'error', config: 'error' },
    languages: ['session-lint/xml'],
    hasAdvice: true,
  },
  'distributable-fragments': {
    presets: { recommended: 'error', strict: 'error', config: 'error' },
    languages: ['session-lint/xml'],
    hasAdvice: false,
  },
  'effective-affinity': {
    presets: { recommended: 'error', strict: 'error', config: 'error' },
    languages: ['session-lint/nginx', 'session-lint/balancer'],
    hasAdvice: true,
  },
  'jvm-route': {
    presets: { recommended: 'warn', strict: 'error', config: 'warn' },
    languages: ['session-lint/xml', 'session-lint/nginx', 'session-lint/balancer'],
    hasAdvice: true,
  },
  'keep-session-info': {
    presets: { strict: 'error' },
    languages: ['session-lint/typescript', 'js/js'],
    hasAdvice: false,
  },
  'no-detached-write': {
    presets: { recommended: 'error', strict: 'error', typescript: 'error' },
    languages: ['session-lint/typescript', 'js/js'],
    hasAdvice: false,
  },
  'no-ineffective-logout': {
    presets: { recommended: 'error', strict: 'error', typescript: 'error' },
    languages: ['session-lint/typescript', 'js/js'],
    hasAdvice: false,
  },
  'no-local-session-state': {
    presets: { recommended: 'warn', strict: 'error', typescript: 'warn' },
    languages: ['session-lint/typescript', 'js/js'],
    hasAdvice: false,
  },
  'no-lost-mutation': {
    presets: { recommended: 'error', strict: 'error', java: 'error', typescript: 'error' },
    languages: ['session-lint/java', 'session-lint/jsp', 'session-lint/typescript', 'js/js'],
    hasAdvice: false,
  },
  'no-mutation-after-set': {
    presets: { recommended: 'error', strict: 'error', typescript: 'error' },
    languages: ['session-lint/java', 'session-lint/jsp', 'session-lint/typescript', 'js/js'],
    hasAdvice: false,
  },
  'no-per-process-secret': {
    presets: { recommended: 'warn', strict: 'error', typescript: 'warn' },
    languages: ['session-lint/typescript', 'js/js'],
    hasAdvice: true,
  },
  'no-process-local-store': {
    presets: { recommended: 'warn', strict: 'error', typescript: 'warn' },
    languages: ['session-lint/typescript', 'js/js'],
    hasAdvice: false,
  },
  'no-read-modify-write': {
    presets: { strict: 'error' },
    languages: ['session-lint/typescript', 'js/js'],
    hasAdvice: false,
  },
  'no-resave': {
    presets: { strict: 'error' },
    languages: ['session-lint/typescript', 'js/js'],
    hasAdvice: false,
  },
  'no-stale-handle': {
    presets: { recommended: 'error', strict: 'error', typescript: 'error' },
    languages: ['session-lint/typescript', 'js/js'],
    hasAdvice: false,
  },
  'no-write-to-copy': {
    presets: { recommended: 'error', strict: 'error', typescript: 'error' },
    languages: ['session-lint/typescript', 'js/js'],
    hasAdvice: false,
  },
  'require-affinity': {
    presets: { recommended: 'error', strict: 'error', config: 'error' },
    languages: ['session-lint/nginx', 'session-lint/balancer'],
    hasAdvice: false,
  },
  'require-commit': {
    presets: { recommended: 'error', strict: 'error', typescript: 'error' },
    languages: ['session-lint/typescript', 'js/js'],
    hasAdvice: false,
  },
  'require-distributable': {
    presets: { recommended: 'error', strict: 'error', config: 'error' },
    languages: ['session-lint/xml'],
    hasAdvice: false,
  },
  'require-sticky-sockets': {
    presets: { recommended: 'warn', strict: 'error', typescript: 'warn' },
    languages: ['session-lint/typescript', 'js/js'],
    hasAdvice: false,
  },
  'save-before-redirect': {
    presets: { strict: 'error' },
    languages: ['session-lint/typescript', 'js/js'],
    hasAdvice: false,
  },
  'serializable-attribute': {
    presets: { recommended: 'error', strict: 'error', typescript: 'error' },
    languages: ['session-lint/typescript', 'js/js'],
    hasAdvice: true,
  },
  'valid-distributable': {
    presets: { recommended: 'error', strict: 'error', config: 'error' },
    languages: ['session-lint/xml'],
    hasAdvice: true,
  },
};
