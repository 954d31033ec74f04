// Where lessons and exercises are found. A folder is enough: nothing is registered anywhere.
//
//   lessons/01-softmax/index.mdx          -> id 'softmax',       lang 'en'
//   lessons/01-softmax/index.zh-cn.mdx    -> id 'zh-cn/softmax', lang 'zh-cn'
//   exercises/softmax-gradient/task.mdx   -> id 'softmax-gradient', lang 'en'; task.zh-cn.mdx likewise
//
// The folder's number is the only place where the order is written; `order`, `slug` and `lang` in an entry's data are read
// from the path. A misnamed file or folder, two lessons with one number or name, an unknown or missing frontmatter key:
// each stops the build and says what to do.

import { defineCollection } from 'astro:content';
import { existsSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { glob, type Loader, type LoaderContext } from 'astro/loaders';
import { z } from 'astro/zod';

interface Place {
  readonly slug: string;
  readonly lang: string;
  readonly order?: number;
}

const slugPattern = '[a-z0-9]+(?:-[a-z0-9]+)*';
const lessonFolder = new RegExp(`^(\\d{2})-(${slugPattern})$`);
const lessonFile = new RegExp(`^(\\d{2})-(${slugPattern})/index(?:\\.([a-z]{2}(?:-[a-z]{2})?))?\\.mdx$`);
const exerciseFile = new RegExp(`^(${slugPattern})/task(?:\\.([a-z]{2}(?:-[a-z]{2})?))?\\.mdx$`);

function lessonPlace(path: string): Place {
  const match = lessonFile.exec(path);
  if (!match) throw new Error(`lessons/${path} is not a lesson. Lessons are named lessons/NN-some-name/index.mdx.`);
  return { order: Number(match[1]), slug: match[2]!, lang: match[3] ?? 'en' };
}

function exercisePlace(path: string): Place {
  const match = exerciseFile.exec(path);
  if (!match) throw new Error(`exercises/${path} is not a task. Tasks are named exercises/some-name/task.mdx.`);
  return { slug: match[1]!, lang: match[2] ?? 'en' };
}

function entryId({ lang, slug }: Place): string {
  return lang === 'en' ? slug : `${lang}/${slug}`;
}

// Looks at the folders themselves, because a lesson without its index.mdx or with a doubled number leaves no entry to complain about.
function checkLessonFolders(base: URL): void {
  const taken = new Map<string, string>();
  for (const folder of readdirSync(base, { withFileTypes: true })) {
    if (!folder.isDirectory()) continue;
    const name = `lessons/${folder.name}`;
    const match = lessonFolder.exec(folder.name);
    if (!match)
      throw new Error(`${name} is not a lesson folder. Lesson folders are named NN-some-name, as in 03-softmax.`);
    if (!existsSync(new URL(`${folder.name}/index.mdx`, base)))
      throw new Error(`${name} has no index.mdx. Add one or remove the folder.`);
    for (const part of [match[1]!, match[2]!]) {
      const other = taken.get(part);
      if (other) throw new Error(`${name} and ${other} share "${part}". Give one of them another number or name.`);
      taken.set(part, name);
    }
  }
}

// The content store outlives a build. An entry whose file has moved (say, to another number) must be read afresh.
function forgetMovedFiles({ config, store }: LoaderContext): void {
  for (const [id, entry] of store.entries()) {
    if (entry.filePath && !existsSync(new URL(entry.filePath, config.root))) store.delete(id);
  }
}

// Astro's glob loader, with what the path says added to the frontmatter before the schema sees it.
function folders(base: string, placeOf: (path: string) => Place, check: (base: URL) => void): Loader {
  const files = glob({ base: `./${base}`, pattern: '**/*.mdx', generateId: ({ entry }) => entryId(placeOf(entry)) });
  return {
    name: `${base}-folders`,
    async load(context) {
      const baseUrl = new URL(`${base}/`, context.config.root);
      if (existsSync(baseUrl)) check(baseUrl);
      forgetMovedFiles(context);
      const basePath = fileURLToPath(baseUrl);
      const parseData: LoaderContext['parseData'] = (entry) => {
        const path = entry.filePath!.slice(basePath.length).replaceAll('\\', '/');
        const place = placeOf(path);
        for (const key of Object.keys(place)) {
          if (key in entry.data)
            throw new Error(`${base}/${path} has "${key}" in its frontmatter. Remove it: its path says it already.`);
        }
        return context.parseData({ ...entry, data: { ...entry.data, ...place } });
      };
      await files.load({ ...context, parseData });
    },
  };
}

const text = z.string().trim().min(1);
const placed = { slug: text, lang: text };

export const collections = {
  lessons: defineCollection({
    loader: folders('lessons', lessonPlace, checkLessonFolders),
    schema: z.strictObject({
      ...placed,
      order: z.number().int(),
      title: text,
      summary: text,
      /** Slugs of the lessons it builds on; of the course, and earlier in it (layouts/course.test.ts). */
      needs: z.array(text),
      /** How long it takes to read and to try out, its exercises not counted. */
      minutes: z.number().int().positive().optional(),
    }),
  }),
  exercises: defineCollection({
    loader: folders('exercises', exercisePlace, () => {}),
    schema: z.strictObject({
      ...placed,
      title: text,
      summary: text,
      conventions: z.array(text),
      hints: z.array(text).min(1),
      /** What there is to understand once it is solved. */
      after: text,
      points: z.number().positive().optional(),
    }),
  }),
};
