/** What each preset switches on. */
import type { PresetName, PresetRule } from './plugin-types.ts';
import { RULE_CATALOGUE } from './rule-catalogue.ts';

export const PRESET_NAMES = [
  'recommended',
  'strict',
  'java',
  'config',
  'typescript',
] as const satisfies readonly PresetName[];

/** Rule ids carry the plugin's prefix, as in an ESLint configuration. With a language: only the rules that it has. */
export function presetRules(preset: PresetName, language?: string): Record<string, PresetRule> {
  const entries: Record<string, PresetRule> = {};
  for (const [id, { presets, languages, hasAdvice }] of Object.entries(RULE_CATALOGUE)) {
    if (language !== undefined && !languages.includes(language)) continue;
    const severity = presets[preset];
    if (severity === undefined) continue;
    const onlyFaults = hasAdvice && preset !== 'strict';
    entries[`session-lint/${id}`] = onlyFaults ? [severity, { advice: false }] : severity;
  }
  return entries;
}
