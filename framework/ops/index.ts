/** The room's door: all ops as functions, and (by importing methods.ts) as methods of every tensor. */
import './methods.ts';

export * from './list.ts';
/** Every op by its name: what tables and checks walk through. */
export * as opList from './list.ts';
