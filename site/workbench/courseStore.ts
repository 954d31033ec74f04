/** Where a reader's way through the course is kept: in this browser, one entry. A browser may refuse storage, and storage may hold anything. */
import { type Course, newCourse, readCourse } from './Course.ts';

const key = 'chalkgrad.course';

export function loadCourse(): Course {
  try {
    return readCourse(JSON.parse(localStorage.getItem(key) ?? 'null'));
  } catch {
    return newCourse;
  }
}

/** Changes what is kept, as it stands now: another tab may have written since. False where the browser does not keep it. */
export function changeCourse(change: (course: Course) => Course): boolean {
  const course = change(loadCourse());
  try {
    localStorage.setItem(key, JSON.stringify(course));
  } catch {
    return false;
  }
  dispatchEvent(new CustomEvent('chalkgrad-course'));
  return true;
}

/** Calls back when something of it has changed, here or in another tab. Returns the way to stop. */
export function onCourseChanged(act: () => void): () => void {
  const elsewhere = (event: StorageEvent): void => {
    if (event.key === null || event.key === key) act();
  };
  addEventListener('storage', elsewhere);
  addEventListener('chalkgrad-course', act);
  return () => {
    removeEventListener('storage', elsewhere);
    removeEventListener('chalkgrad-course', act);
  };
}
