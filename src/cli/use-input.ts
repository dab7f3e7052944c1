/** What the user says of the files to be read, made to hold in this thread. */
import { useExtensions } from '../file-kinds.ts';
import { useTypes } from '../flow/typescript/type-mode.ts';
import { useEncoding } from '../project/decode.ts';
import type { EffectiveConfig } from './effective-config.ts';

export function useInput({
  encoding,
  extensions,
  types,
}: Pick<EffectiveConfig, 'encoding' | 'extensions' | 'types'>): void {
  useTypes(types);
  useEncoding(encoding ?? undefined);
  useExtensions(extensions);
}
