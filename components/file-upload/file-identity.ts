import type { FileField } from '../file-field/file-field.js';

/** What tells one file from another, where the browser makes new objects of the same. */
export function identityOf({ name, size, lastModified }: File): string {
  return [lastModified, size, name].join('/');
}

/** Files as an input has them. */
export function listOf(files: File[]): FileList {
  const list = new DataTransfer();
  for (const file of files) list.items.add(file);
  return list.files;
}

/** Whether a field finds nothing wrong with a file: it looks at all that are in its input. */
export function isRightIn(field: FileField, file: File): boolean {
  const control = field.control!;
  const { files } = control;
  control.files = listOf([file]);
  const isRight = !field.validate();
  control.files = files;
  return isRight && !control.matches(':disabled');
}
