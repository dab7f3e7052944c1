/**
 * Which classes stand behind an interface or abstract class. Only what can be found without reading the whole project is
 * considered: classes of the same file, and the names that implementations usually have, in the packages where they
 * usually are or else anywhere in the project. What is concluded from them is at most likely.
 */
import { sourcesNamed } from '../../project/source-search.ts';
import { simpleName, typeName, type TypeName } from '../type-name.ts';
import type { ClassInfo, ClassTable } from './classes.ts';

export function implementationsOf(type: TypeName, table: ClassTable): readonly ClassInfo[] {
  const info = table.find(type.name);
  if (info === undefined) return [];
  const found: ClassInfo[] = [];
  const consider = (candidate: ClassInfo | undefined): void => {
    if (candidate === undefined || candidate === info || candidate.kind === 'interface' || found.includes(candidate))
      return;
    if (table.isSubtype(typeName(candidate.name), type) === true) found.push(candidate);
  };
  for (const top of info.file.classes.values()) {
    consider(top);
    for (const nested of top.nested.values()) consider(nested);
  }
  const simple = simpleName(type.name);
  const prefix = type.name.slice(0, -simple.length);
  const bare = /^I[A-Z]/.test(simple) ? simple.slice(1) : simple.replace(/^Abstract/, '');
  for (const name of [`${bare}Impl`, `Default${bare}`, `Simple${bare}`, `Base${bare}`, bare]) {
    consider(table.find(prefix + name));
    consider(table.find(`${prefix}impl.${name}`));
  }
  if (found.length > 0) return found;
  for (const name of [`${bare}Impl`, `${simple}Impl`, `${bare}Imp`, `Default${bare}`]) {
    for (const path of sourcesNamed(name, info.file.path)) consider(table.fileAt(path)?.classes.get(name));
  }
  return found;
}
