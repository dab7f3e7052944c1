/** Annotations that tie a parameter, a class or a method to the session. */
import type { AnnotationModel } from '../model.ts';
import { untilSpring6 } from './spring.ts';

export const annotations: readonly AnnotationModel[] = [
  {
    name: 'org.springframework.web.bind.annotation.SessionAttribute',
    on: ['parameter'],
    means: { op: 'read-parameter', keyElements: ['value', 'name'], autoWritten: untilSpring6 },
  },
  {
    name: 'org.springframework.web.bind.annotation.SessionAttributes',
    on: ['class'],
    means: { op: 'model-attributes', keyElements: ['value', 'names'], typeElements: ['types'] },
  },
  {
    name: 'org.springframework.web.context.annotation.SessionScope',
    on: ['class', 'method'],
    means: { op: 'session-bean', saved: 'access' },
  },
  {
    name: 'org.springframework.context.annotation.Scope',
    on: ['class', 'method'],
    when: { element: 'value', oneOf: ['session', 'globalSession', 'WebApplicationContext.SCOPE_SESSION'] },
    means: { op: 'session-bean', saved: 'access' },
  },
  {
    name: 'org.springframework.context.annotation.Scope',
    on: ['class', 'method'],
    when: { element: 'scopeName', oneOf: ['session', 'globalSession', 'WebApplicationContext.SCOPE_SESSION'] },
    means: { op: 'session-bean', saved: 'access' },
  },
  // Weld sets the instance when it is made, and again only with org.jboss.weld.context.resetHttpSessionAttributeOnBeanAccess.
  {
    name: 'javax.enterprise.context.SessionScoped',
    on: ['class', 'method', 'field'],
    means: { op: 'session-bean', saved: 'once' },
  },
  { name: 'javax.faces.bean.SessionScoped', on: ['class'], means: { op: 'session-bean', saved: 'once' } },
  { name: 'org.springframework.scheduling.annotation.Async', on: ['class', 'method'], means: { op: 'detached' } },
  { name: 'javax.ejb.Asynchronous', on: ['class', 'method'], means: { op: 'detached' } },
];
