package postrider.testkit.sim;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// Names and cities to invent people from, by language. A name with a bar has, behind it, how it is
/// written in an address.
record People(
        List<String> countries,
        List<Name> firstNames,
        List<Name> lastNames,
        List<String> cities,
        int weight) {
    /// A name as it is shown, and as it is written in an address.
    record Name(String shown, String ascii) {}

    static final List<People> ALL =
            List.of(
                    of(
                            30,
                            "US US US CA",
                            "Emma,Liam,Olivia,Noah,Ava,Ethan,Mia,Lucas,Grace,Owen,Ruby,Jack,Nora,Henry,Ella,Miles",
                            "Ashdown,Carterby,Goldcroft,Harwick,Kingsleigh,Larkfield,Marlowe,Northcutt,O'Dellan|odellan,Penbrook,Quillan,Redfern,Stanwick,Thornby,Underhill,Whitlock",
                            "Portland,Austin,Denver,Columbus,Coeur d'Alene,St. Paul,Toronto,Halifax"),
                    of(
                            12,
                            "GB GB IE",
                            "Amelia,Oliver,Isla,George,Freya,Arthur,Niamh|niamh,Seán|sean,Poppy,Harry,Aoife|aoife,Alfie",
                            "Ainsbury,Bexcombe,Coldwell,Dunmere,Fairburn,Gatesby,Hollins,Kettlewell,Mac Rory|macrory,O'Shane|oshane,Ravensdale,Winterbourne",
                            "Leeds,Bristol,York,Cardiff,Newcastle upon Tyne,Galway,Cork"),
                    of(
                            12,
                            "DE DE DE AT CH",
                            "Jürgen|juergen,Anna,Lukas,Käthe|kaethe,Björn|bjoern,Lena,Felix,Sophie,Jörg|joerg,Mia,Paul,Hannah",
                            "Müllner|muellner,Bergström|bergstroem,Schäferlein|schaeferlein,Weißhaupt|weisshaupt,Krügel|kruegel,Hofstätter|hofstaetter,Lindner,Brandauer,Vogelsang,Reuther",
                            "Köln,München,Leipzig,Lübeck,Graz,Zürich,Frankfurt (Oder)"),
                    of(
                            11,
                            "FR FR FR BE",
                            "Gaël|gael,Chloé|chloe,Hugo,Inès|ines,Léo|leo,Zoé|zoe,François|francois,Noémie|noemie,Jules,Camille,Théo|theo,Manon",
                            "Charcourt,Bellefontaine,d'Aubrac|daubrac,Lefranc,Montclair,Pré-Vert|prevert,Sainte-Roche|sainteroche,Valadier,Garçon|garcon,Lacroisette",
                            "Lille,Saint-Étienne,Orléans,Besançon,L'Haÿ-les-Roses,Liège"),
                    of(
                            8,
                            "ES ES MX AR CO",
                            "Lucía|lucia,Martín|martin,Sofía|sofia,Íñigo|inigo,Valentina,Andrés|andres,Begoña|begona,Mateo,Jimena,Joaquín|joaquin",
                            "Ibáñez Soto|ibanezsoto,Peñalver|penalver,Quintanilla,Montoro,Agüero Paz|agueropaz,Del Río|delrio,Salcedo,Zúñiga Mar|zunigamar,Castellar,Roblesa",
                            "A Coruña,Málaga,León,Bogotá,Córdoba,Mérida"),
                    of(
                            5,
                            "BR BR PT",
                            "João|joao,Beatriz,Antônio|antonio,Conceição|conceicao,Thiago,Luísa|luisa,Inês|ines,Caetano",
                            "Araújo Lima|araujolima,Gonçalves Prado|goncalvesprado,Magalhães|magalhaes,Figueirão|figueirao,Sertório|sertorio,Vilanova",
                            "São Paulo,Brasília,Florianópolis,Évora,Braga"),
                    of(
                            5,
                            "IT",
                            "Niccolò|niccolo,Giulia,Lorenzo,Chiara,Matteo,Ginevra,Aurora,Tommaso",
                            "De Angelini|deangelini,Fontanesi,Bellucco,D'Arrigo|darrigo,Montefalco,Serravalle,Lo Prestini|loprestini",
                            "Forlì,Reggio nell'Emilia,Bologna,L'Aquila,Trento"),
                    of(
                            4,
                            "PL PL CZ",
                            "Łukasz|lukasz,Zofia,Małgorzata|malgorzata,Jiří|jiri,Žofie|zofie,Stanisław|stanislaw,Kateřina|katerina",
                            "Wójcicki|wojcicki,Dąbrowiak|dabrowiak,Źródlany|zrodlany,Dvořáček|dvoracek,Kučerka|kucerka,Lewandka",
                            "Łódź,Wrocław,Kraków,Plzeň,Gdańsk"),
                    of(
                            3,
                            "SE NO DK FI",
                            "Åsa|asa,Søren|soren,Björk|bjork,Elin,Jørgen|jorgen,Väinö|vaino,Maja,Aino",
                            "Ångmark|angmark,Østerlund|osterlund,Lindqvistson,Hämälinen|hamalinen,Kjærbye|kjaerbye,Sandvikson",
                            "Malmö,Tromsø,Århus,Jyväskylä,Gävle"),
                    of(
                            3,
                            "UA BG RS",
                            "Олена|olena,Тарас|taras,Ірина|iryna,Иван|ivan,Мария|maria,Ђорђе|djordje",
                            "Ковалишин|kovalyshyn,Шевчишин|shevchyshyn,Петровски|petrovski,Димитрин|dimitrin,Јовичин|jovicin",
                            "Київ,Львів,София,Ниш,Пловдив"),
                    of(
                            2,
                            "GR",
                            "Ελένη|eleni,Γιώργος|giorgos,Δήμητρα|dimitra,Νίκος|nikos",
                            "Παπαδέλης|papadelis,Αγγελίδου|angelidou,Σταυρινός|stavrinos",
                            "Αθήνα,Θεσσαλονίκη,Πάτρα"),
                    of(
                            2,
                            "AE EG IL",
                            "محمد|mohamed,فاطمة|fatima,يوسف|youssef,ليلى|layla,נועה|noa,איתי|itay",
                            "الهاشمي|alhashemi,المنصوري|almansouri,כהנוב|kahanov,לוינר|leviner",
                            "دبي,القاهرة,חיפה,الإسكندرية"),
                    of(
                            2,
                            "IN",
                            "आरव|aarav,दीया|diya,Rohan,Priya,कविता|kavita,Arjun",
                            "शर्माजी|sharmaji,Mehrotra,Iyerson,वर्मानी|vermani",
                            "मुंबई,Bengaluru,पुणे,Chennai"),
                    of(
                            2,
                            "JP JP KR",
                            "さくら|sakura,健太|kenta,陽菜|hina,蓮|ren,민준|minjun,서연|seoyeon",
                            "佐藤原|satohara,鈴木田|suzukida,高橋川|takahashikawa,김해|kimhae,박솔|parksol",
                            "東京,大阪,札幌,서울,부산"),
                    of(
                            1,
                            "TW TH",
                            "雅婷|yating,志明|zhiming,สมชาย|somchai,มาลี|malee",
                            "陳林|chenlin,王文|wangwen,ใจดีงาม|jaideengam",
                            "臺北,高雄,กรุงเทพฯ,เชียงใหม่"));

    private static People of(
            int weight, String countries, String firstNames, String lastNames, String cities) {
        return new People(
                List.of(countries.split(" ", -1)),
                names(firstNames),
                names(lastNames),
                List.of(cities.split(",", -1)),
                weight);
    }

    private static List<Name> names(String list) {
        return Arrays.stream(list.split(",", -1)).map(People::name).toList();
    }

    private static Name name(String text) {
        var bar = text.indexOf('|');
        return bar < 0
                ? new Name(text, text.toLowerCase(Locale.ROOT))
                : new Name(text.substring(0, bar), text.substring(bar + 1));
    }
}
