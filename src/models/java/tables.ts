/** All records, by name. The tables are plain data; importing this builds one map. */
import type { ClassModel } from '../model.ts';
import { collectionModels } from './jdk/collections.ts';
import { concurrentModels } from './jdk/concurrent.ts';
import { ioModels } from './jdk/io.ts';
import { iterationModels } from './jdk/iteration.ts';
import { langModels } from './jdk/lang.ts';
import { mapModels } from './jdk/maps.ts';
import { streamModels } from './jdk/streams.ts';
import { timeModels } from './jdk/time.ts';
import { jsfModels } from './jsf.ts';
import { libraryModels } from './libraries.ts';
import { lookalikeModels } from './lookalikes.ts';
import { otherFrameworkModels } from './other-frameworks.ts';
import { portletModels } from './portlet.ts';
import { servletModels } from './servlet.ts';
import { shiroModels } from './shiro.ts';
import { springModels } from './spring.ts';
import { strutsModels } from './struts.ts';

export const models: readonly ClassModel[] = [
  ...servletModels,
  ...portletModels,
  ...springModels,
  ...jsfModels,
  ...strutsModels,
  ...shiroModels,
  ...otherFrameworkModels,
  ...lookalikeModels,
  ...langModels,
  ...collectionModels,
  ...mapModels,
  ...iterationModels,
  ...streamModels,
  ...timeModels,
  ...concurrentModels,
  ...ioModels,
  ...libraryModels,
];

const byName = new Map(models.map((model) => [model.name, model]));

const JAKARTA = 'jakarta.';
const JAVAX = 'javax.';

/** `jakarta.servlet.X` is recorded as `javax.servlet.X`. */
export function javaxName(name: string): string {
  return name.startsWith(JAKARTA) ? JAVAX + name.slice(JAKARTA.length) : name;
}

/** Both names of a package or class that has two. */
export function bothForms(javax: string): readonly string[] {
  return javax.startsWith(JAVAX) ? [javax, JAKARTA + javax.slice(JAVAX.length)] : [javax];
}

/** The record of a class, by qualified name without type arguments, in javax or jakarta form. */
export function findModel(name: string): ClassModel | undefined {
  return byName.get(name) ?? byName.get(javaxName(name));
}
