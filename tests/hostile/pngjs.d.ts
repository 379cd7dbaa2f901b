declare module 'pngjs' {
  export class PNG {
    static sync: { read(file: Uint8Array): PNG };
    width: number;
    height: number;
    data: Uint8Array;
  }
}
