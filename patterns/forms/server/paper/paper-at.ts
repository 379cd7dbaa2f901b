/** Where the form to print stands below the address of the service. */
export const paperAt = { page: 'print', pdf: 'print.pdf', css: 'print.css' } as const;
