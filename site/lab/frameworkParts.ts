/**
 * The modules of the framework that the sources of its runs import, by the names that such a source has for them in the lab. So a run opens there
 * as it is written, every line of it the reader's to change.
 */
const modules = import.meta.glob<object>(
  ['/framework/{trace,tensor,ops,autograd,nn,optim,data,train,runs}/**/*.ts', '!/framework/**/*.test.ts'],
  { eager: true },
);

export const frameworkParts: Readonly<Record<string, object>> = Object.fromEntries(
  Object.entries(modules).map(([path, exports]) => [`#${path.slice(1)}`, exports]),
);
