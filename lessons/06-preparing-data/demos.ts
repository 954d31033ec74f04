/** Moments of this lesson to put before a class: what to ask, and the link that answers. */
export const demos: readonly { readonly ask: string; readonly moment: string }[] = [
  {
    ask: 'Columns as they were measured, at the usual rate. How many steps until the loss is too large for a number?',
    moment: '#t=rents.7(scaling=none)&step=3',
  },
  {
    ask: 'One cell in a hundred is empty. How many steps until no weight is a number?',
    moment: '#t=rents.7(faults=missing,fill=none)&step=0',
  },
  {
    ask: 'A thousand columns of noise, and the examination says that they predict. Who buys this model? Then choose behind the split.',
    moment: '#leak',
  },
  {
    ask: 'Years near two thousand, floors near three. How many times larger may the rate be, once both are measured by one ruler?',
    moment: '#scale',
  },
  {
    ask: 'The same flats, cut at random and cut by building. Which examination do you believe, and who buys the other model?',
    moment: '#t=rents.7(split=flat,lr=0.3,updates=1500)~rents.7(split=building,lr=0.3,updates=1500)&step=1499&track=2',
  },
  {
    ask: 'Rows of x were shuffled, those of y were not. What will it learn, and what does it say for every flat?',
    moment: '#t=rents.7~rents.7!shuffles-x-not-y&step=499&track=2',
  },
  {
    ask: 'The examination has been in the scaler. Where does it show, and where does it not?',
    moment: '#t=rents.7~rents.7!leak-fit-on-all&step=499&track=2',
  },
];
