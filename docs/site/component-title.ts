/** Where the name of the folder is not what people would call it. */
const titles: Record<string, string> = { base: 'Text and headings', 'item-list': 'Add another' };

/** What people call the component of a folder: `date-field` is “Date field”. */
export function titleOfComponent(name: string): string {
  return titles[name] ?? name.charAt(0).toUpperCase() + name.slice(1).replaceAll('-', ' ');
}
