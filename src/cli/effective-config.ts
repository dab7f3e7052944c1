/** What a run works with: the preset, the configuration file and the command line put together, the later ones winning. */
import { relative } from 'node:path';
import type { RuleConfig } from '@eslint/core';
import type { TypeMode } from '../flow/typescript/type-mode.ts';
import type { PresetName } from '../plugin-types.ts';
import { presetRules } from '../presets.ts';
import { DEFAULT_SETTINGS, type Settings } from '../settings.ts';
import { loadConfigFile } from './config-file.ts';
import {
  parseEncoding,
  parseExtensionArgument,
  parsePreset,
  parseRuleArgument,
  parseSettings,
} from './config-schema.ts';
import type { UserIgnores } from './ignore-rules.ts';

/** Plain data: it is sent to worker threads as it is. */
export interface EffectiveConfig {
  readonly configFile: string | null;
  readonly preset: PresetName;
  readonly rules: Readonly<Record<string, RuleConfig>>;
  readonly settings: Settings;
  readonly ignores: readonly UserIgnores[];
  /** Of files that are not UTF-8 and declare none; null when nothing is said. */
  readonly encoding: string | null;
  /** Name of the kind, by extension with the dot, in lower case. */
  readonly extensions: Readonly<Record<string, string>>;
  readonly types: TypeMode;
}

export interface ConfigOptions {
  /** False: no configuration file is read. A string: this one. */
  readonly config?: string | boolean | undefined;
  readonly preset?: string | undefined;
  readonly rule?: readonly string[] | undefined;
  readonly sessionManager?: string | undefined;
  readonly ignorePattern?: readonly string[] | undefined;
  readonly encoding?: string | undefined;
  readonly ext?: readonly string[] | undefined;
  readonly types?: TypeMode | undefined;
}

/** @throws {UserError} */
export async function effectiveConfig(cwd: string, options: ConfigOptions): Promise<EffectiveConfig> {
  const overrides = (options.rule ?? []).map(parseRuleArgument);
  const commandPreset = options.preset === undefined ? undefined : parsePreset(options.preset, '--preset');
  const commandSettings =
    options.sessionManager === undefined
      ? undefined
      : {
          sessionManager: parseSettings({ sessionManager: options.sessionManager }, '--session-manager').sessionManager,
        };
  const named = typeof options.config === 'string' ? options.config : undefined;
  const file =
    options.config === false ? { path: null, folder: cwd, rules: {}, ignores: [] } : await loadConfigFile(cwd, named);
  const preset = commandPreset ?? file.preset ?? 'recommended';
  const given = Object.fromEntries(overrides);
  const origin = file.path === null ? '' : relative(cwd, file.path);
  await checkRuleOptions(file.rules, origin);
  await checkRuleOptions(given, '--rule');
  const rules = { ...presetRules(preset), ...file.rules, ...given };
  const ownExtensions = (options.ext ?? []).map(parseExtensionArgument);
  return {
    configFile: file.path,
    preset,
    rules,
    settings: { ...DEFAULT_SETTINGS, ...file.settings, ...commandSettings },
    ignores: [
      { folder: file.folder, patterns: file.ignores, source: origin },
      { folder: cwd, patterns: options.ignorePattern ?? [], source: '--ignore-pattern' },
    ].filter(({ patterns }) => patterns.length > 0),
    encoding: options.encoding === undefined ? (file.encoding ?? null) : parseEncoding(options.encoding, '--encoding'),
    extensions: Object.assign({}, file.extensions, ...ownExtensions) as EffectiveConfig['extensions'],
    types: options.types ?? 'auto',
  };
}

/** ESLint is loaded for this only when some rule has options. */
async function checkRuleOptions(rules: EffectiveConfig['rules'], origin: string): Promise<void> {
  if (!Object.values(rules).some((config) => Array.isArray(config) && config.length > 1)) return;
  const { checkOptionsBySchema } = await import('./rule-options.ts');
  checkOptionsBySchema(rules, origin);
}
