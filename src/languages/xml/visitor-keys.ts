import type { VisitorKeys } from '../shared/syntax.ts';
import type { XmlNode } from './ast.ts';

export const visitorKeys = {
  XmlDocument: ['children'],
  XmlElement: ['attributes', 'children'],
  XmlAttribute: [],
  XmlText: [],
  XmlCdata: [],
  XmlComment: [],
  XmlDoctype: [],
  XmlInstruction: [],
} satisfies Record<XmlNode['type'], readonly string[]> satisfies VisitorKeys;
