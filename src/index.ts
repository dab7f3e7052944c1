/** The ESLint plugin. */
import { useFrontEnds } from '../rules/session-facts.ts';
import { FILE_KINDS, filePatterns } from './file-kinds.ts';
import { frontEnds } from './front-ends.ts';
import { javaLanguage } from './languages/java/language.ts';
import { useRuleIds } from './languages/shared/known-rules.ts';
import type { PresetConfig, PresetName, SessionLintPlugin } from './plugin-types.ts';
import { PRESET_NAMES, presetRules } from './presets.ts';
import { rules } from './rules.ts';
import { VERSION } from './version.ts';

useFrontEnds(frontEnds);
useRuleIds(Object.keys(rules).map((id) => `session-lint/${id}`));

const plugin: Omit<SessionLintPlugin, 'configs'> = {
  meta: { name: 'session-lint', version: VERSION, namespace: 'session-lint' },
  languages: { java: javaLanguage },
  rules: { ...rules },
};

/** One object per kind of file that the preset has rules for. */
function presetConfigs(preset: PresetName): PresetConfig[] {
  return FILE_KINDS.flatMap((kind) => {
    const { name, language } = kind;
    const kindRules = presetRules(preset, language);
    if (Object.keys(kindRules).length === 0) return [];
    // The object itself, not a copy: ESLint refuses two plugins of one name that are not the same object.
    const plugins = { 'session-lint': sessionLint };
    return [
      { name: `session-lint/${preset}: ${name}`, files: filePatterns(kind), language, plugins, rules: kindRules },
    ];
  });
}

const sessionLint: SessionLintPlugin = Object.assign(plugin, { configs: {} as SessionLintPlugin['configs'] });
for (const preset of PRESET_NAMES) sessionLint.configs[preset] = presetConfigs(preset);

export default sessionLint;
