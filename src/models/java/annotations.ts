/** Annotations that tie a parameter or a class to the session. */
import type { AnnotationModel } from '../model.ts';
import { untilSpring6 } from './spring.ts';

export const annotations: readonly AnnotationModel[] = [
  {
    name: 'org.springframework.web.bind.annotation.SessionAttribute',
    on: ['parameter'],
    means: { op: 'read-parameter', keyElements: ['value', 'name'], autoWritten: untilSpring6 },
  },
  // ModelFactory.initModel takes them from the session, ModelFactory.updateModel sets them again.
  {
    name: 'org.springframework.web.bind.annotation.SessionAttributes',
    on: ['class'],
    means: { op: 'model-attributes', keyElements: ['value', 'names'] },
  },
];
