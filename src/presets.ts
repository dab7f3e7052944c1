/** What each preset switches on, read from the rules themselves. */
import type { PresetName, PresetRule } from './plugin-types.ts';
import { rules } from './rules.ts';

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
  for (const [id, rule] of Object.entries(rules)) {
    if (language !== undefined && !rule.meta.languages.includes(language)) continue;
    const { presets, advice } = rule.meta.docs;
    const severity = presets[preset];
    if (severity === undefined) continue;
    const onlyFaults = advice.length > 0 && preset !== 'strict';
    entries[`session-lint/${id}`] = onlyFaults ? [severity, { advice: false }] : severity;
  }
  return entries;
}
