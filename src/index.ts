/** The ESLint plugin. */
import { useAnalysis } from '../rules/session-facts.ts';
import { analyzeJava } from './flow/java/analyze.ts';
import { javaLanguage } from './languages/java/language.ts';
import type { PresetConfig, PresetName, SessionLintPlugin } from './plugin-types.ts';
import { PRESET_NAMES, presetRules } from './presets.ts';
import { rules } from './rules.ts';
import { VERSION } from './version.ts';

useAnalysis(analyzeJava);

const plugin: Omit<SessionLintPlugin, 'configs'> = {
  meta: { name: 'session-lint', version: VERSION, namespace: 'session-lint' },
  languages: { java: javaLanguage },
  rules: { ...rules },
};

function presetConfigs(preset: PresetName): PresetConfig[] {
  return [
    {
      name: `session-lint/${preset}`,
      files: ['**/*.java'],
      language: 'session-lint/java',
      // The object itself, not a copy: ESLint refuses two plugins of one name that are not the same object.
      plugins: { 'session-lint': sessionLint },
      rules: presetRules(preset),
    },
  ];
}

const sessionLint: SessionLintPlugin = Object.assign(plugin, { configs: {} as SessionLintPlugin['configs'] });
for (const preset of PRESET_NAMES) sessionLint.configs[preset] = presetConfigs(preset);

export default sessionLint;
