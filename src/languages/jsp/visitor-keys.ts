import type { JspNode } from './ast.ts';

/** Fields that hold child nodes, in source order. What a directive includes belongs to another file. */
export const visitorKeys: Readonly<Record<JspNode['type'], readonly string[]>> = {
  JspPage: ['body'],
  Directive: ['attributes'],
  Scriptlet: [],
  ScriptExpression: [],
  Declaration: [],
  ElExpression: [],
  TemplateText: [],
  TemplateElement: ['attributes', 'body'],
  Action: ['attributes', 'body'],
  Attribute: ['parts'],
  AttributeText: [],
};
