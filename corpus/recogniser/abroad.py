"""Words that say a body is another country's: the Israeli Supreme Court, the Supreme Court of India."""

_WORDS = """
    US U.S. USA American Canada Canadian Mexico Mexican Brazil Brazilian Argentina Argentine Argentinian
    Chile Chilean Colombia Colombian Peru Peruvian Venezuela Venezuelan Ecuador Cuba Cuban Haiti Haitian
    Jamaica Jamaican Barbados Bermuda Bahamas Trinidad Guyana Honduras Guatemala Nicaragua Panama Bolivia
    Belize Paraguay Uruguay
    Australia Australian Zealand Fiji Fijian Papua Samoa Tonga
    France French Germany German Italy Italian Spain Spanish Portugal Portuguese Ireland Irish Belgium
    Belgian Netherlands Dutch Luxembourg Denmark Danish Norway Norwegian Sweden Swedish Finland Finnish
    Iceland Icelandic Austria Austrian Switzerland Swiss Poland Polish Czech Slovakia Slovak Slovenia
    Slovenian Hungary Hungarian Romania Romanian Bulgaria Bulgarian Greece Greek Cyprus Cypriot Malta Maltese
    Croatia Croatian Serbia Serbian Bosnia Bosnian Kosovo Albania Albanian Macedonia Montenegro Estonia
    Estonian Latvia Latvian Lithuania Lithuanian Ukraine Ukrainian Russia Russian Belarus Belarusian Moldova
    Moldovan Georgia Georgian Armenia Armenian Azerbaijan Turkey Turkish Gibraltar
    Israel Israeli Palestine Palestinian Lebanon Lebanese Syria Syrian Jordan Jordanian Iraq Iraqi Iran
    Iranian Kuwait Kuwaiti Bahrain Bahraini Qatar Qatari Emirati UAE Oman Omani Yemen Yemeni Saudi Egypt
    Egyptian Libya Libyan Tunisia Tunisian Algeria Algerian Morocco Moroccan Sudan Sudanese
    Nigeria Nigerian Ghana Ghanaian Kenya Kenyan Uganda Ugandan Tanzania Tanzanian Rwanda Rwandan Burundi
    Congo Congolese Ethiopia Ethiopian Eritrea Eritrean Somalia Somali Somaliland Zimbabwe Zimbabwean Zambia
    Zambian Malawi Malawian Mozambique Angola Angolan Namibia Namibian Botswana Lesotho Swaziland Eswatini
    Cameroon Cameroonian Gambia Gambian Senegal Leone Liberia Liberian Mali Malian Niger Chad Mauritius
    Mauritian Madagascar Seychelles Africa African
    India Indian Pakistan Pakistani Bangladesh Bangladeshi Lanka Lankan Nepal Nepalese Bhutan Maldives
    Maldivian Afghanistan Afghan China Chinese Taiwan Taiwanese Kong Japan Japanese Korea Korean Mongolia
    Vietnam Vietnamese Cambodia Cambodian Laos Thailand Thai Burma Burmese Myanmar Malaysia Malaysian
    Singapore Singaporean Indonesia Indonesian Philippines Philippine Filipino Timor Kazakhstan Kazakh
    Uzbekistan Uzbek Turkmenistan Kyrgyzstan Tajikistan
"""

FOREIGN_WORDS = frozenset(_WORDS.split())
"""Countries and what belongs to them; the last word of those that have two."""
