/** The room's door: all ops as functions, and (by importing methods.ts) as methods of every tensor. */
import './methods.ts';

export * from './list.ts';
export * as opList from './list.ts';
