/** What is said while somebody leaves a page in a hurry, in Spanish. */
export default {
  exitPresses: {
    one: 'Presiona Mayúsculas {count} vez más para salir',
    other: 'Presiona Mayúsculas {count} veces más para salir',
  },
  exitTooSlow: 'Mayúsculas se presionó muy lento. Presiónala tres veces en 5 segundos para salir',
  exitLeaving: 'Saliendo de esta página',
};
