import { code, markdown } from '../../site/markdown.ts';
import { starter } from '../../site/starters.ts';

export const data = {
  title: 'Primeros pasos',
  description: 'Pon Plaza en una página en diez minutos: con dos archivos y sin herramientas, o con npm.',
  layout: 'page.11ty.ts',
  lang: 'es',
  section: 'getting-started',
  translation: '/getting-started/',
  permalink: '/es/primeros-pasos/',
};

export function render(): string {
  return markdown.render(`# Primeros pasos

Hay dos caminos. El primero es para quien escribe páginas en WordPress, Drupal, PHP o archivos sueltos. El segundo es para proyectos con un \`package.json\`.

## Dos archivos, sin herramientas

1. Descarga <a href="/plaza/plaza.css" class="plaza-link" download>plaza.css</a> y <a href="/plaza/plaza.js" class="plaza-link" download>plaza.js</a>.
2. Ponlos en una carpeta llamada \`plaza\` en tu propio servidor. No enlaces a los de otro: lo que las personas cargan debe venir de ti.
3. Copia la página siguiente en un archivo y ábrela.

${code(starter('es/drop-in.html'), 'html')}

[Ver esta página](/starters/es/drop-in.html). Pulsa «Enviar aviso» sin escribir nada.

Para usar Plaza dentro de una página que ya tienes, copia las dos líneas del \`<head>\` y pon \`class="plaza-page"\` en tu \`<body>\`; sin esa clase solo cambian los componentes. \`plaza.css\` está hecha para páginas que tienen sus propios estilos: sus reglas no entran en Plaza, y Plaza no cambia nada fuera. Lo único que puede más que ella es \`!important\`.

Tu servidor hace lo de siempre: lee las respuestas, las revisa, y sigue adelante o muestra otra vez la página con sus errores. [Formularios (en inglés)](/forms/) muestra el HTML de una página con errores.

## Con npm

\`\`\`sh
npm install @plaza-ds/components
\`\`\`

Importa los elementos que usa la página. Cada línea define uno y sirve con cualquier herramienta que entienda módulos ES.

${code(starter('npm/main.js'), 'js')}

Copia los estilos donde tus páginas los encuentren, o impórtalos si tu herramienta sabe hacerlo:

\`\`\`sh
cp node_modules/@plaza-ds/components/dist/plaza.layered.css public/
\`\`\`

\`\`\`js
import '@plaza-ds/components/plaza.layered.css';
\`\`\`

\`plaza.layered.css\` usa capas, para páginas que controlas: una regla tuya sin capa siempre gana. \`plaza.css\` es para las que no controlas.

La página completa, en inglés:

${code(starter('npm/index.html'), 'html')}

## El idioma

Lo que escriben nuestros programas (los errores, el contador de caracteres) sale en el idioma del \`lang\` más cercano. Español e inglés están completos. Escribe \`lang="es"\` en la página, y basta.

## Qué sigue

- [Componentes (en inglés)](/components/): cuál usar y cuándo, con ejemplos para copiar
- [Formularios (en inglés)](/forms/): los errores, del navegador y del servidor
- [Temas (en inglés)](/theming/): tus colores, el modo oscuro y el alto contraste
`);
}
