/** Checks what a configuration says, and tells what was expected where it is wrong. */
import type { RuleConfig } from '@eslint/core';
import type { PresetName } from '../plugin-types.ts';
import { PRESET_NAMES } from '../presets.ts';
import { RULE_CATALOGUE } from '../rule-catalogue.ts';
import { FILE_KINDS, kindNamed } from '../file-kinds.ts';
import { didYouMean } from '../nearest.ts';
import { COMMON_ENCODINGS, isKnownEncoding } from '../project/decode.ts';
import { readSettings, SettingsError, type Settings } from '../settings.ts';
import { UserError } from './user-error.ts';

export interface UserConfig {
  readonly preset?: PresetName;
  /** By prefixed rule id. */
  readonly rules: Readonly<Record<string, RuleConfig>>;
  readonly ignores: readonly string[];
  readonly settings?: Settings;
  readonly encoding?: string;
  /** Name of the kind, by extension with the dot. */
  readonly extensions?: Readonly<Record<string, string>>;
}

const KEYS = ['preset', 'rules', 'ignores', 'settings', 'encoding', 'extensions'];
const PREFIX = 'session-lint/';
const LEVELS = ['off', 'warn', 'error'];

/**
 * @param origin where the configuration comes from, as the user would name it: `session-lint.config.json`, `--rule`
 * @throws {UserError}
 */
export function parseUserConfig(value: unknown, origin: string): UserConfig {
  if (!isRecord(value)) throw expected(origin, undefined, 'an object', value);
  for (const key of Object.keys(value)) {
    if (!KEYS.includes(key)) {
      throw new UserError(
        `${origin}: there is no key "${key}".`,
        `${didYouMean(key, KEYS)}The keys are ${KEYS.join(', ')}.`,
      );
    }
  }
  const { preset, rules: ruleEntries = {}, ignores = [], settings, encoding, extensions } = value;
  if (!isRecord(ruleEntries)) throw expected(origin, 'rules', 'an object from rule id to severity', ruleEntries);
  if (!Array.isArray(ignores) || !ignores.every((pattern) => typeof pattern === 'string')) {
    throw expected(origin, 'ignores', 'an array of patterns', ignores);
  }
  return {
    ...(preset !== undefined && { preset: parsePreset(preset, origin) }),
    rules: Object.fromEntries(
      Object.entries(ruleEntries).map(([id, entry]) => [parseRuleId(id, origin), parseRuleConfig(id, entry, origin)]),
    ),
    ignores,
    ...(settings !== undefined && { settings: parseSettings(settings, origin) }),
    ...(encoding !== undefined && { encoding: parseEncoding(encoding, origin) }),
    ...(extensions !== undefined && { extensions: parseExtensions(extensions, origin) }),
  };
}

export function parsePreset(value: unknown, origin: string): PresetName {
  const preset = PRESET_NAMES.find((name) => name === value);
  if (preset === undefined) throw expected(origin, 'preset', `one of ${quoted(PRESET_NAMES)}`, value, PRESET_NAMES);
  return preset;
}

/** A label that the platform can decode: `GBK`, `Shift_JIS`, `windows-1252`. */
export function parseEncoding(value: unknown, origin: string): string {
  if (typeof value === 'string' && isKnownEncoding(value)) return value;
  throw expected(
    origin,
    'encoding',
    'the name of an encoding, such as "GBK", "Big5", "Shift_JIS" or "windows-1252"',
    value,
    COMMON_ENCODINGS,
  );
}

function parseExtensions(value: unknown, origin: string): Readonly<Record<string, string>> {
  if (!isRecord(value)) throw expected(origin, 'extensions', 'an object from extension to kind', value);
  return Object.fromEntries(
    Object.entries(value).map(([extension, kind]) => {
      if (!/^\.[\w-]+$/.test(extension))
        throw expected(origin, 'extensions', 'an extension with its dot, such as ".inc"', extension);
      if (typeof kind !== 'string' || kindNamed(kind) === undefined) {
        const names = FILE_KINDS.map(({ name }) => name.toLowerCase());
        throw expected(origin, `extensions["${extension}"]`, `one of ${quoted(names)}`, kind, names);
      }
      return [extension.toLowerCase(), kind];
    }),
  );
}

/** The argument of --ext: `.inc=jsp`, or `.inc`, which is JSP. */
export function parseExtensionArgument(argument: string): Readonly<Record<string, string>> {
  const [extension = '', kind = 'jsp'] = argument.split('=');
  return parseExtensions({ [extension]: kind }, '--ext');
}

/** `no-lost-mutation` and `session-lint/no-lost-mutation` name the same rule; the answer has the prefix. */
export function parseRuleId(id: string, origin: string): string {
  const bare = id.startsWith(PREFIX) ? id.slice(PREFIX.length) : id;
  if (!Object.hasOwn(RULE_CATALOGUE, bare)) {
    const names = Object.keys(RULE_CATALOGUE);
    throw new UserError(
      `${origin}: there is no rule "${id}".`,
      `${didYouMean(bare, names)}The rules are ${names.join(', ')}.`,
    );
  }
  return PREFIX + bare;
}

export function parseSettings(value: unknown, origin: string): Settings {
  try {
    return readSettings(value);
  } catch (error) {
    if (error instanceof SettingsError) throw new UserError(`${origin}: in "settings", ${error.message}`, error.hint);
    throw error;
  }
}

/** The argument of --rule: `id: error`, `id: 2` or `id: ["error", { … }]`. */
export function parseRuleArgument(argument: string): readonly [id: string, config: RuleConfig] {
  const origin = '--rule';
  const colon = argument.indexOf(':');
  if (colon < 0) {
    throw new UserError(`--rule: "${argument}" has no severity.`, 'Write it as --rule "no-lost-mutation: warn".');
  }
  const id = argument.slice(0, colon).trim();
  const level = argument.slice(colon + 1).trim();
  return [parseRuleId(id, origin), parseRuleConfig(id, parseLevel(level, id), origin)];
}

function parseLevel(level: string, id: string): unknown {
  if (/^[a-z]+$/.test(level)) return level;
  try {
    return JSON.parse(level);
  } catch {
    throw new UserError(
      `--rule: "${level}" is not a severity of "${id}".`,
      `${didYouMean(level, LEVELS)}Use off, warn or error, or a JSON array such as ["error", {}].`,
    );
  }
}

function parseRuleConfig(id: string, value: unknown, origin: string): RuleConfig {
  const [severity, ...options] = Array.isArray(value) ? (value as unknown[]) : [value];
  const level = ([0, 1, 2, 'off', 'warn', 'error'] as const).find((candidate) => candidate === severity);
  if (level === undefined) {
    const what = '"off", "warn", "error", 0, 1, 2, or an array that starts so';
    throw expected(origin, `rules["${id}"]`, what, value, LEVELS);
  }
  return options.length === 0 ? level : [level, ...options];
}

function expected(
  origin: string,
  key: string | undefined,
  what: string,
  given: unknown,
  names: readonly string[] = [],
): UserError {
  const hint = didYouMean(given, names).trimEnd();
  const subject = key === undefined ? 'the configuration' : `"${key}"`;
  return new UserError(
    `${origin}: ${subject} must be ${what}, but it is ${describe(given)}.`,
    hint === '' ? undefined : hint,
  );
}

function describe(value: unknown): string {
  // JSON has no form for a function, a symbol or undefined, whatever the types say.
  const json = JSON.stringify(value) as string | undefined;
  return json ?? typeof value;
}

function quoted(names: readonly string[]): string {
  return names.map((name) => `"${name}"`).join(', ');
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
