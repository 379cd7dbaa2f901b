import { code } from '../../site/markdown.ts';
import { formOfTenLines, tenLines } from '../../site/starters.ts';

export const data = {
  title: 'Plaza',
  description: 'Un sistema de diseño abierto, con piezas reutilizables para servicios públicos.',
  layout: 'page.11ty.ts',
  lang: 'es',
  translation: '/',
  elements: ['field', 'form'],
  permalink: '/es/',
};

export function render(): string {
  return `<div class="docs-opening">
<div>
<h1 class="plaza-heading-xl">Formularios y páginas de servicios públicos que funcionan para todas las personas</h1>
<p class="plaza-text" data-variant="lead">Plaza es un sistema de diseño abierto. Primero está tu propio HTML; Plaza le da su aspecto y ayuda donde el HTML no llega.</p>
<p class="plaza-button-group"><a class="plaza-button" href="/es/primeros-pasos/">Empezar</a> <a class="plaza-button" data-variant="secondary" href="/components/" hreflang="en">Ver los componentes (en inglés)</a></p>
</div>
<div class="docs-try">
<p class="plaza-text">Pruébelo: pulse «Enviar» sin escribir nada, y luego con media dirección.</p>
${formOfTenLines('es')}
</div>
</div>
<h2 class="plaza-heading-m" id="diez-lineas">Diez líneas que funcionan</h2>
<p class="plaza-text">Pon dos archivos en tu servidor, pega estas líneas y abre la página. No hay nada que compilar ni nadie a quien pedir permiso.</p>
${code(tenLines('es'), 'html')}
<h2 class="plaza-heading-m" id="que-es-distinto">Qué es distinto</h2>
<ul class="docs-cards">
<li><h3 class="plaza-heading-s">Funciona sin programas</h3><p class="plaza-text">Las etiquetas, las ayudas, los errores y los controles son HTML de la propia página. Si JavaScript tarda, se bloquea o falla, el formulario se puede enviar igual y el servidor responde con los mismos errores.</p></li>
<li><h3 class="plaza-heading-s">Todos los errores a la vez, con palabras claras</h3><p class="plaza-text">El formulario dice todo lo que falta, junto a cada respuesta y en una lista. Un error se va solo cuando se corrige. Lo que encuentra el servidor aparece en el mismo lugar.</p></li>
<li><h3 class="plaza-heading-s">Tu sitio no puede romperlo</h3><p class="plaza-text">Una hoja de estilos está hecha para páginas que no controlas: un tema de WordPress o un marco antiguo no llegan adentro.</p></li>
<li><h3 class="plaza-heading-s">Lo que las personas escriben no sale de ahí</h3><p class="plaza-text">Ningún evento nuestro lleva una respuesta. No se carga nada de otros sitios y cada página cumple la política de seguridad más estricta.</p></li>
<li><h3 class="plaza-heading-s">Claro, oscuro, alto contraste</h3><p class="plaza-text">El tema sigue lo que la persona eligió en su equipo. Cada promesa de contraste está escrita y se prueba en todos los temas.</p></li>
<li><h3 class="plaza-heading-s">Liviano para teléfonos viejos</h3><p class="plaza-text">Un formulario completo ocupa unos pocos kilobytes de JavaScript, y nada salta mientras carga.</p></li>
</ul>
<h2 class="plaza-heading-m" id="vealo">Véalo funcionar</h2>
<ul class="plaza-list">
<li><a class="plaza-link" href="/demo/energy-grant?language=es">Postular a un subsidio de energía</a>: un servicio completo de una municipalidad inventada, en español y en inglés</li>
<li><a class="plaza-link" href="/storybook/" hreflang="en">Storybook</a>: todos los componentes en todos los temas</li>
<li><a class="plaza-link" href="/examples/" hreflang="en">Ejemplos</a>: cada uno en su propia página</li>
</ul>`;
}
