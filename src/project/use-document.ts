import { declaredEncodings } from './declared-encoding.ts';
import { decode } from './decode.ts';
import { bytesOnDisk } from './file-access.ts';
import { setCurrentDocument } from './open-document.ts';

/** Says which file is being linted, and with what text; see src/project/open-document.ts. */
export function useDocument(path: string, text: string): void {
  setCurrentDocument(path, text, (absolute) => {
    const bytes = bytesOnDisk(absolute);
    return bytes && decode(bytes, declaredEncodings(bytes, absolute)).text;
  });
}
