/**
 * Imports a module of the user's: a configuration, a formatter. Where the program runs as a script with kept code, V8 no longer
 * knows who imports; the module that loads the program then does it.
 */
export type ImportModule = (url: string) => Promise<unknown>;

let importer: ImportModule = (url) => import(url);

export function useImporter(given: ImportModule): void {
  importer = given;
}

export function importModule(url: string): Promise<unknown> {
  return importer(url);
}
