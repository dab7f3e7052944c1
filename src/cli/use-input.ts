/** What the user says of the files to be read, made to hold in this thread. */
import { useExtensions } from '../file-kinds.ts';
import { useEncoding } from '../project/decode.ts';
import type { EffectiveConfig } from './effective-config.ts';

export function useInput({ encoding, extensions }: Pick<EffectiveConfig, 'encoding' | 'extensions'>): void {
  useEncoding(encoding ?? undefined);
  useExtensions(extensions);
}
