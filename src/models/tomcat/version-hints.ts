/** What tells the generation of a Tomcat, beside the classes that are named in its server.xml. */
import { generationsIn, type Generations } from './generations.ts';

/** Elements of a server.xml or context.xml that not every generation knows (SetNext rules of Catalina and ContextRuleSet). */
export const ELEMENT_HINTS: Readonly<Record<string, Generations>> = {
  // Gone with 5.5, which logs through commons-logging.
  Logger: generationsIn('5.0'),
  DefaultContext: generationsIn('5.0'),
  SSLHostConfig: generationsIn('8.5-'),
  UpgradeProtocol: generationsIn('8.5-'),
  CookieProcessor: generationsIn('8.0-'),
  PreResources: generationsIn('8.0-'),
  PostResources: generationsIn('8.0-'),
};

/** Values of `protocol` on a Connector: the blocking connectors went with 8.5, Nio2 came with 8.0. */
export const PROTOCOL_HINTS: Readonly<Record<string, Generations>> = {
  'org.apache.coyote.http11.Http11Protocol': generationsIn('5.5-8.0'),
  'org.apache.jk.server.JkCoyoteHandler': generationsIn('5.0-6.0'),
  'org.apache.coyote.ajp.AjpProtocol': generationsIn('6.0-8.0'),
  'org.apache.coyote.http11.Http11Nio2Protocol': generationsIn('8.0-'),
  'org.apache.coyote.ajp.AjpNio2Protocol': generationsIn('8.0-'),
  'org.apache.coyote.http11.Http11AprProtocol': generationsIn('5.5-10.1'),
};

/** `debug="0"` stands in the files of 5.0 and, here and there, of 5.5; from 5.5 on it does nothing. */
export const DEBUG_ATTRIBUTE = generationsIn('5.0-5.5');

/** The version of the web application descriptor that a Tomcat ships as conf/web.xml. */
export const DESCRIPTOR_HINTS: Readonly<Record<string, Generations>> = {
  '2.4': generationsIn('5.0-5.5'),
  '2.5': generationsIn('6.0'),
  '3.0': generationsIn('7.0'),
  '3.1': generationsIn('8.0-8.5'),
  '4.0': generationsIn('9.0'),
  '5.0': generationsIn('10.0'),
  '6.0': generationsIn('10.1'),
  '6.1': generationsIn('11.0'),
  '6.2': generationsIn('12.0'),
};

/** `9`, `9.0`, `9.0.65`, `10.1-jdk17`: the generations that a version number can mean; null for one that means none. */
export function generationsOfVersion(version: string): Generations | null {
  const [, major = '', minor] = /^v?(\d{1,2})(?:\.(\d{1,2}))?(?!\d)/.exec(version) ?? [];
  const exact = VERSIONS[`${major}.${minor ?? ''}`];
  const ranges = exact ?? (minor === undefined ? VERSIONS[major] : undefined);
  return ranges === undefined ? null : generationsIn(ranges);
}

const VERSIONS: Readonly<Record<string, string>> = {
  '5': '5.0-5.5',
  '5.0': '5.0',
  '5.5': '5.5',
  '6': '6.0',
  '6.0': '6.0',
  '7': '7.0',
  '7.0': '7.0',
  '8': '8.0-8.5',
  '8.0': '8.0',
  '8.5': '8.5',
  '9': '9.0',
  '9.0': '9.0',
  '10': '10.0-10.1',
  '10.0': '10.0',
  '10.1': '10.1',
  '11': '11.0',
  '11.0': '11.0',
  '12': '12.0',
  '12.0': '12.0',
};
