/** Somewhere that has accounts to pay to, by its code. */
export interface Bank {
  /** Three digits, said to be those that the CMF, and the SBIF before it, knows it by, and that transfers are addressed with. */
  code: string;
  /** What people call it. */
  name: string;
}

/** The code of BancoEstado, the only one with a CuentaRUT. */
export const bancoEstado = '012';

/** A list of banks, and where it is from. */
export interface BankList {
  /** Whether whoever supervises the banks publishes it so. */
  isOfficial: boolean;
  source: string;
  /** The month in which it was gathered, `YYYY-MM`. */
  gathered: string;
  /** In the order of the alphabet. */
  banks: readonly Bank[];
}

/** The banks of Chile, the cooperative and the issuers of prepaid accounts that take transfers: second-hand. */
export const chileanBankList: BankList = {
  isOfficial: false,
  source:
    'Several public lists, compared with each other. Whom the CMF supervises is on cmfchile.cl: it was not asked.',
  gathered: '2026-11',
  banks: [
    { code: '055', name: 'Banco Consorcio' },
    { code: '001', name: 'Banco de Chile' },
    { code: '051', name: 'Banco Falabella' },
    { code: '009', name: 'Banco Internacional' },
    { code: '053', name: 'Banco Ripley' },
    { code: '037', name: 'Banco Santander' },
    { code: '049', name: 'Banco Security' },
    { code: bancoEstado, name: 'BancoEstado' },
    { code: '061', name: 'Bank of China' },
    { code: '016', name: 'BCI / Mach' },
    { code: '028', name: 'BICE' },
    { code: '059', name: 'BTG Pactual' },
    { code: '060', name: 'China Construction Bank' },
    { code: '672', name: 'Coopeuch / Dale' },
    { code: '741', name: 'Copec Pay' },
    { code: '738', name: 'Global66' },
    { code: '031', name: 'HSBC' },
    { code: '039', name: 'Itaú' },
    { code: '041', name: 'JP Morgan Chase' },
    { code: '875', name: 'Mercado Pago' },
    { code: '729', name: 'Prepago Los Héroes' },
    { code: '014', name: 'Scotiabank' },
    { code: '062', name: 'Tanner' },
    { code: '732', name: 'Tapp / Caja Los Andes' },
    { code: '730', name: 'Tenpo' },
  ],
};

export const { banks: chileanBanks } = chileanBankList;
