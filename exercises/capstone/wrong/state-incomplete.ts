/**
 * Saved, loaded, and another step
 *
 * What `named-parameters` listed was saved and loaded into a fresh network, and its next step is another one: something was not in the list.
 */

export { namedParameters } from '../../named-parameters/wrong/one-level-only.ts';
export * from '../solution.ts';
