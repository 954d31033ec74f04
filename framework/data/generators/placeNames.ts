/** Names of towns and rivers from all over the world, in plain letters: for a model that writes new ones, letter by letter. */

/** Lower case, a to z only, sorted, each once. */
export const PLACE_NAMES: readonly string[] = `
  aarau aberdeen accra adelaide agadir albury aleppo almaty ames amiens amur ancona ankara antalya
  apia aqaba ardennes arles armagh arnhem assen asti athlone auckland augsburg austin avignon avila
  ayr bafoussam bamako bamberg bandung bangor banjul bari basel bath beira bendigo bergamo bergen
  berlin bern bilbao bissau bodo bogota bologna bolton bombo bonn bordeaux boston bozen braga
  bregenz bremen brest brighton bristol brno bruges bukhara burgos bursa cadiz caen cairns calais
  cali canberra cardiff carlow carthage catania celle ceuta chester chiavenna coimbra como cordoba
  corinth cork cremona cuenca cusco dakar dalat danube darwin debrecen delft denver derby dijon dili
  dodoma douala dover dresden drogheda dubbo dublin dundee durban durham dusseldorf edinburgh eger
  elche elgin emden ennis erfurt essen evora exeter faro ferrara fez figueres florence foggia forli
  freiburg fribourg fulda funchal galway gander garonne geelong geneva genoa gera ghent girona
  gisborne glarus glasgow goma gorlitz goslar gothenburg granada graz grenoble groningen guadalajara
  haarlem hamar hamburg hamilton hanoi harare heidelberg helsinki herat hobart houston huelva hull
  ibadan imola innsbruck inverness iquitos irkutsk isfahan izmir jaen jakarta jena jericho jinja
  juba kampala kandy kano kars kassel katowice kaunas kenema khartoum kigali kilkenny kingston
  kisumu kolding konstanz kosice krems kumasi kyoto lagos lahti lausanne leeds leiden leipzig leon
  lerida lerwick leuven lhasa liege lille lima limerick limoges lincoln linz lisbon livorno locarno
  loire lome lubeck lucca lucerne lugano lund lusaka luton lyon maastricht madison mainz malaga
  malmo manaus mannheim mantua maputo marburg maribor marrakesh marseille matera medina meknes
  memphis mendoza merano messina metz milan minsk miskolc modena mombasa monaco mopti moselle mosul
  munich murcia namur nancy nantes naples narbonne narvik nelson neuchatel newry niamey nice nicosia
  nimes norwich novara odense olbia oporto oran orleans osaka oslo ostrava oulu oviedo oxford padua
  palermo palma pamplona paris parma passau patras pavia perth perugia petra pisa plauen plovdiv
  poitiers poltava porto potsdam poznan prague pula quebec quito rabat ravenna reading regensburg
  reims rennes rhodes riga rimini riyadh ronda rostock rotterdam rouen saigon salamanca salerno
  salzburg samara samarkand santiago sarajevo savona segovia seine seoul sevilla shiraz siena skopje
  sligo sofia solingen solothurn split stavanger stirling strasbourg stuttgart sucre suva swansea
  sydney szeged tabriz tallinn tampere tangier taranto tarragona tartu tbilisi thun timbuktu tirana
  toledo torino toulon toulouse tours tralee trento treviso trier trieste tripoli tromso tubingen
  tunis turku udine ulm umea uppsala utrecht uzes vaduz valencia varna venice verona vevey vicenza
  vienna vigo vilnius visby viterbo volos wageningen warsaw waterford weimar wellington wexford
  windhoek winterthur worms wroclaw wurzburg yerevan york zadar zagreb zamora zanzibar zaragoza
  zermatt zurich zwolle
`
  .trim()
  .split(/\s+/);
