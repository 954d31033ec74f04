/** Words of the instructor's page, `/teach/`: from a clone to a graded class. */
export const teach = {
  title: 'Teach with it',
  description:
    'Grade a class of three hundred on your own machine, and know by tomorrow morning which mistake to speak about.',
  lead: 'A student’s code runs where it can do nothing but answer. You get marks your platform takes in, and one page that says which mistake holds most of your students, with the moment of a run that shows it.',
  steps: {
    title: 'From a clone to a graded class',
    list: [
      { command: 'git clone ADDRESS chalkgrad && cd chalkgrad', text: 'The course, its exercises and the grader.' },
      { command: 'npm install', text: 'With Node 20 or newer. It brings the Node it needs.' },
      {
        command: 'sudo apt install bubblewrap',
        text: 'What keeps students’ code apart on Linux. Elsewhere leave this out and add --isolation podman or docker below.',
      },
      {
        command: 'npm run grade:class -- --submissions handed-in --roster roster.csv --assignment assignment.json',
        text: 'It may be stopped at any moment, pulled off the mains even; the same line goes on where it was.',
      },
      { command: 'xdg-open report/index.html', text: 'The report. It needs no network, and prints.' },
    ],
  },
  handIn: {
    title: 'What students hand in',
    text: 'Either of two things, in a folder called by the student’s id:',
    list: [
      'files called after the exercises, softmax.ts or adam.ts, as “npm run grade” checks them in a terminal;',
      'or the one file that “Save it as a file” on the front page of this site gives: chalkgrad-work.json.',
    ],
    text2:
      'What the page said about an answer is practice. For marks every answer is run again, with fresh numbers from seeds that nobody knows.',
    tree: `handed-in/
  ada/softmax.ts
  ada/adam.ts
  grace/chalkgrad-work.json
roster.csv              id,name,email,idnumber,canvas,section
assignment.json`,
  },
  assignment: {
    title: 'The assignment',
    text: 'Weights, a deadline, what lateness costs, seeds of your own, and exercises of your own from a folder that nobody else sees. Without a file, --exercises softmax,adam will do.',
    example: `{
  "title": "Homework 3",
  "exercises": ["softmax", { "exercise": "adam", "weight": 20 }],
  "private": "my-exercises",
  "deadline": "2026-12-04T23:59:00+01:00",
  "late": { "perDay": 0.1, "atMost": 0.5, "graceMinutes": 10 },
  "extensions": { "ada": "2026-12-07T23:59:00+01:00" },
  "seeds": [90210],
  "canvasColumn": "Homework 3 (4711)"
}`,
    regrade:
      'You mended a check after the marks were out? --regrade judges everything again, and says who gains and who loses before anybody else asks.',
  },
  results: {
    title: 'What you get',
    rows: [
      [
        'index.html',
        'the report: tomorrow’s three mistakes, every mistake by name, what nobody recognised, students, exercises',
      ],
      ['gradebook.csv', 'the marks'],
      ['canvas.csv', 'the column of your assignment; with --canvas, from the gradebook that Canvas exported'],
      ['moodle.csv', 'grade and feedback, by idnumber or address'],
      ['gradescope/ID/results.json', 'part by part, as Gradescope shows it to the student'],
      ['junit.xml', 'for whatever shows test results'],
      ['verdicts/', 'every verdict as a file with a schema'],
      ['journal.jsonl', 'everything that happened, line by line, each with a checksum; the marks are computed from it'],
      ['run.json', 'the seeds, and the salt that hides them: publish both when all is handed in'],
    ],
    columns: ['File', 'What it is'],
    present: 'index.html#present leaves out every student: put that one on the projector.',
  },
  cost: {
    title: 'What it costs',
    text: 'Measured on {processors} processors, when {busy}: {students} students, {exercises} exercises, {graded} different answers took {minutes} minutes. The same text is graded once, whoever hands it in. “npm run prove:class” measures a larger class on your machine.',
    memory: 'The grader itself held at most {megabytes} MB, and left no process and no temporary folder behind.',
    free: 'Nothing is paid to anybody, and nobody has to sign in.',
    busy: 'the machine was used by others, too',
    alone: 'nothing else ran',
  },
  kept: {
    title: 'What is kept, and where',
    text: 'Nothing leaves your machine. All that is kept lies in the folder of the report: the texts that were handed in, the journal, the tables. In the report students stand as codes unless you say --names. To delete everything, delete the folder:',
    command: 'rm -r report',
  },
  walls: {
    title: 'How code is kept apart',
    text: 'Each answer runs in a process of its own, in namespaces of its own: no file of yours, no network, no other process, no environment, an end after five seconds. Right answers and marks are never there; so a text that takes its surroundings over can still only answer. Before the first one runs, six programs of ours try to get out. If one does, nothing is run.',
    container:
      'Without bubblewrap, a container does the same: no network, nothing to write, no capabilities. It uses an image that you fetched, and fetches none.',
    trust:
      'Without either, the grader refuses. --trust-submissions is for a class whose every line you would run yourself.',
  },
  many: {
    title: 'More than one machine',
    text: 'A queue on Redis, a Kubernetes Job, or GitHub Actions in a repository of yours: workers run the code and know no right answer; marks are made where you are.',
    commands: `npm run grade:class  -- … --queue redis://:PASSWORD@HOST:6379
npm run grade:worker -- --queue redis://:PASSWORD@HOST:6379

npm run grade:class  -- … --folder shared          # writes the tasks
npm run grade:worker -- --folder shared            # on any machine that sees the folder
npm run grade:class  -- … --folder shared          # reads the answers`,
    files: 'A manifest and a workflow to begin with lie in exercises/class/deploy.',
  },
};

export type TeachWords = typeof teach;
