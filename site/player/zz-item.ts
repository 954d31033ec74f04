import { lessonRuns } from './lessonRuns.ts';
import { recorded, record } from './record.ts';
import { gzipSync } from 'node:zlib';
const f = lessonRuns['digits-tag-inside']!;
const { trace, explanations } = await recorded({ ...f, item: 0 }, 1e9);
const labels = [...trace.tensors.get(trace.targets)!.values];
console.log(labels.join(' '), labels.indexOf(3));
const px = trace.tensors.get(trace.inputs)!.values;
const probs = trace.tensors.get(trace.observed['probabilities']!)!.values;
labels.forEach((l, i) => { if (l === 3) console.log(i, 'p3 before', probs[i*10+3], 'tag', px[i*784+29]); });
for (const name of ['digits-tag-inside','digits-tag-walk']) { const r = await record({ ...lessonRuns[name]!, item: Math.max(0, labels.indexOf(3)) }); const t = JSON.stringify(r); console.log(name, t.length, gzipSync(t).length, r.trace.item, r.trace.ops.map(o=>o.label).join(' ')); }
