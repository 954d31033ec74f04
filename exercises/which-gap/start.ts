// your turn: replace every null by an option.

export const answers = {
  /** quota: as many of A are approved as of B. Which holds too? 'tpr' 'fpr' 'both' 'neither' */
  quota: null,
  /** unaware: the rule never saw the group. Which holds? 'selected' 'tpr' 'both' 'neither' */
  unaware: null,
  /** accurate: it is right equally often in both. Which holds too? 'tpr' 'fpr' 'both' 'neither' */
  accurate: null,
  /** calibrated: a chance means the same in both. Which holds too? 'tpr' 'fpr' 'both' 'neither' */
  calibrated: null,
  /** two thresholds: equal TPR by the recorded labels. And by what would have been? 'equal' 'less-for-B' 'more-for-B' */
  thresholds: null,
  /** alike: the groups repay alike and have the same TPR. Which holds too? 'selected' 'fpr' 'both' 'neither' */
  alike: null,
};
