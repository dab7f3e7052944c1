/** The plugin object, without the analyses: whoever uses it says which of them are needed (`useFrontEnds`). */
import { FILE_KINDS, filePatterns } from './file-kinds.ts';
import { balancerLanguage } from './languages/balancer/language.ts';
import { javaLanguage } from './languages/java/language.ts';
import { jspLanguage } from './languages/jsp/language.ts';
import { nginxLanguage } from './languages/nginx/language.ts';
import { xmlLanguage } from './languages/xml/language.ts';
import { typescriptLanguage } from './languages/typescript/language.ts';
import { useRuleIds } from './languages/shared/known-rules.ts';
import type { PresetConfig, PresetName, SessionLintPlugin } from './plugin-types.ts';
import { PRESET_NAMES, presetRules } from './presets.ts';
import { rules } from './rules.ts';
import { VERSION } from './version.ts';

useRuleIds(Object.keys(rules).map((id) => `session-lint/${id}`));

const plugin: Omit<SessionLintPlugin, 'configs'> = {
  meta: { name: 'session-lint', version: VERSION, namespace: 'session-lint' },
  languages: {
    java: javaLanguage,
    jsp: jspLanguage,
    xml: xmlLanguage,
    nginx: nginxLanguage,
    balancer: balancerLanguage,
    typescript: typescriptLanguage,
  },
  rules: { ...rules },
};

/** Presets for some languages only, although their rules have more. */
const LANGUAGES_OF: Partial<Record<PresetName, readonly string[]>> = {
  java: ['session-lint/java', 'session-lint/jsp'],
  typescript: ['session-lint/typescript'],
};

const PLAIN_SCRIPTS = ['.js', '.jsx', '.mjs', '.cjs'];

/** One object per kind of file that the preset has rules for. */
function presetConfigs(preset: PresetName): PresetConfig[] {
  return FILE_KINDS.flatMap((kind) => {
    const { name, language } = kind;
    const kindRules = presetRules(preset, language);
    const isOther = LANGUAGES_OF[preset]?.includes(language) === false;
    if (isOther || Object.keys(kindRules).length === 0) return [];
    // The object itself, not a copy: ESLint refuses two plugins of one name that are not the same object.
    const plugins = { 'session-lint': sessionLint };
    const base = { name: `session-lint/${preset}: ${name}`, files: filePatterns(kind), plugins, rules: kindRules };
    if (language !== 'session-lint/typescript') return [{ ...base, language }];
    // Scripts are linted with whatever parser the project has set up for them. TypeScript needs one: naming such files here
    // would make ESLint read them with its own, so that only the preset for TypeScript does.
    return [preset === 'typescript' ? base : { ...base, files: filePatterns({ ...kind, extensions: PLAIN_SCRIPTS }) }];
  });
}

const sessionLint: SessionLintPlugin = Object.assign(plugin, { configs: {} as SessionLintPlugin['configs'] });
for (const preset of PRESET_NAMES) sessionLint.configs[preset] = presetConfigs(preset);

export default sessionLint;
