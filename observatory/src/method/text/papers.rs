//! The papers, once each: authors and year first, by which `lib.rs` names them, then title and place. A French reader finds
//! them in any library.

pub(super) const ANSELIN: &str =
    "Anselin 1995, Local indicators of spatial association – LISA, Geographical Analysis 27";
pub(super) const ASSUNCAO: &str =
    "Assunção et Reis 1999, A new proposal to adjust Moran’s I for population density, Statistics in Medicine 18";
pub(super) const ATKINSON: &str = "Atkinson 1970, On the measurement of inequality, Journal of Economic Theory 2";
pub(super) const BARFF: &str = "Barff et Knight 1988, Dynamic shift-share analysis, Growth and Change 19";
pub(super) const BARLET: &str = "Barlet, Coldefy, Collin et Lucas-Gabrielli 2012, L’accessibilité potentielle localisée (APL) : \
    une nouvelle mesure de l’accessibilité aux médecins généralistes libéraux, Études et résultats 795, Drees";
pub(super) const BENJAMINI: &str = "Benjamini et Hochberg 1995, Controlling the false discovery rate: a practical and powerful \
    approach to multiple testing, Journal of the Royal Statistical Society B 57";
pub(super) const CHURCH: &str =
    "Church et ReVelle 1974, The maximal covering location problem, Papers of the Regional Science Association 32";
pub(super) const CLAYTON: &str = "Clayton et Kaldor 1987, Empirical Bayes estimates of age-standardized relative risks for use in \
    disease mapping, Biometrics 43";
pub(super) const CLIFF: &str = "Cliff et Ord 1981, Spatial Processes: Models and Applications, Pion";
pub(super) const CORNUEJOLS: &str =
    "Cornuéjols, Fisher et Nemhauser 1977, Location of bank accounts to optimize float, Management Science 23";
pub(super) const DAI: &str = "Dai 2010, Black residential segregation, disparities in spatial access to health care facilities, \
    and late-stage breast cancer diagnosis in metropolitan Detroit, Health & Place 16";
pub(super) const DAVISON: &str =
    "Davison et Hinkley 1997, Bootstrap Methods and their Application, Cambridge University Press";
pub(super) const DIJKSTRA: &str =
    "Dijkstra 1959, A note on two problems in connexion with graphs, Numerische Mathematik 1";
pub(super) const DIXON: &str = "Dixon 1979, Pattern recognition with partly missing data, IEEE Transactions on Systems, Man, and \
    Cybernetics 9";
pub(super) const DUNN: &str = "Dunn 1960, A statistical and analytical technique for regional analysis, Papers of the Regional \
    Science Association 6";
pub(super) const ELLISON: &str = "Ellison et Glaeser 1997, Geographic concentration in U.S. manufacturing industries: a dartboard \
    approach, Journal of Political Economy 105";
pub(super) const ESTEBAN: &str =
    "Esteban-Marquillas 1972, A reinterpretation of shift-share analysis, Regional and Urban Economics 2";
pub(super) const FELLER: &str = "Feller 1968, An Introduction to Probability Theory and Its Applications 1, Wiley";
pub(super) const FISHER: &str =
    "Fisher 1958, On grouping for maximum homogeneity, Journal of the American Statistical Association 53";
pub(super) const FISHER_1915: &str = "Fisher 1915, Frequency distribution of the values of the correlation coefficient in samples \
    from an indefinitely large population, Biometrika 10";
pub(super) const FLORENCE: &str = "Florence 1939, Report on the Location of Industry, Political and Economic Planning";
pub(super) const GARWOOD: &str = "Garwood 1936, Fiducial limits for the Poisson distribution, Biometrika 28";
pub(super) const GEARY: &str =
    "Geary 1954, The contiguity ratio and statistical mapping, The Incorporated Statistician 5";
pub(super) const GETIS: &str = "Getis et Ord 1992, The analysis of spatial association by use of distance statistics, \
    Geographical Analysis 24";
pub(super) const GINI: &str = "Gini 1912, Variabilità e mutabilità, Bologne";
pub(super) const GOLDSTEIN: &str = "Goldstein et Spiegelhalter 1996, League tables and their limitations: statistical issues in \
    comparisons of institutional performance, Journal of the Royal Statistical Society A 159";
pub(super) const GREENWOOD: &str =
    "Greenwood 1926, The natural duration of cancer, Reports on Public Health and Medical Subjects 33";
pub(super) const HAKIMI: &str = "Hakimi 1964, Optimum locations of switching centers and the absolute centers and medians of a \
    graph, Operations Research 12";
pub(super) const HANSEN: &str =
    "Hansen 1959, How accessibility shapes land use, Journal of the American Institute of Planners 25";
pub(super) const HERFINDAHL: &str = "Herfindahl 1950, Concentration in the Steel Industry, thèse, Columbia University";
pub(super) const HIRSCHMAN: &str =
    "Hirschman 1945, National Power and the Structure of Foreign Trade, University of California Press";
pub(super) const HOLM: &str =
    "Holm 1979, A simple sequentially rejective multiple test procedure, Scandinavian Journal of Statistics 6";
pub(super) const HOOVER: &str =
    "Hoover 1936, The measurement of industrial localization, The Review of Economics and Statistics 18";
pub(super) const JENKS: &str =
    "Jenks 1977, Optimal data classification for choropleth maps, University of Kansas, Occasional Paper 2";
pub(super) const JIANG: &str = "Jiang 2013, Head/tail breaks: a new classification scheme for data with a heavy-tailed \
    distribution, The Professional Geographer 65";
pub(super) const JOHNSON: &str = "Johnson et Kotz 1977, Urn Models and Their Application, Wiley";
pub(super) const KAPLAN: &str = "Kaplan et Meier 1958, Nonparametric estimation from incomplete observations, Journal of the \
    American Statistical Association 53";
pub(super) const KRAUSE: &str = "Krause, McMahan, Guestrin et Gupta 2008, Robust submodular observation selection, Journal of \
    Machine Learning Research 9";
pub(super) const LORENZ: &str = "Lorenz 1905, Methods of measuring the concentration of wealth, Publications of the American \
    Statistical Association 9";
pub(super) const LUO_QI: &str = "Luo et Qi 2009, An enhanced two-step floating catchment area (E2SFCA) method for measuring \
    spatial accessibility to primary care physicians, Health & Place 15";
pub(super) const LUO_WANG: &str = "Luo et Wang 2003, Measures of spatial accessibility to health care in a GIS environment, \
    Environment and Planning B 30";
pub(super) const MANTEL: &str = "Mantel 1966, Evaluation of survival data and two new rank order statistics arising in its \
    consideration, Cancer Chemotherapy Reports 50";
pub(super) const MARSHALL: &str = "Marshall 1991, Mapping disease and mortality rates using empirical Bayes estimators, Applied \
    Statistics 40";
pub(super) const MORAN_1948: &str =
    "Moran 1948, The interpretation of statistical maps, Journal of the Royal Statistical Society B 10";
pub(super) const MORAN_1950: &str = "Moran 1950, Notes on continuous stochastic phenomena, Biometrika 37";
pub(super) const ORD: &str = "Ord et Getis 1995, Local spatial autocorrelation statistics: distributional issues and an \
    application, Geographical Analysis 27";
pub(super) const PALMA: &str = "Palma 2011, Homogeneous middles vs. heterogeneous tails, and the end of the ‘inverted-U’, \
    Development and Change 42";
pub(super) const PEARSON: &str = "Pearson 1896, Mathematical contributions to the theory of evolution III: regression, \
    heredity, and panmixia, Philosophical Transactions of the Royal Society A 187";
pub(super) const PETO: &str = "Peto et Peto 1972, Asymptotically efficient rank invariant test procedures, Journal of the Royal Statistical Society A 135";
pub(super) const RAWLS: &str = "Rawls 1971, A Theory of Justice, Harvard University Press";
pub(super) const REVELLE: &str = "ReVelle et Swain 1970, Central facilities location, Geographical Analysis 2";
pub(super) const SHAPLEY: &str =
    "Shapley 1953, A value for n-person games, Contributions to the Theory of Games 2, Princeton University Press";
pub(super) const SHORROCKS: &str =
    "Shorrocks 1980, The class of additively decomposable inequality measures, Econometrica 48";
pub(super) const SNA: &str = "Système de comptabilité nationale 2008, Nations unies, New York";
pub(super) const SNYDER: &str = "Snyder 1987, Map Projections: A Working Manual, U.S. Geological Survey";
pub(super) const SPEARMAN: &str =
    "Spearman 1904, The proof and measurement of association between two things, American Journal of Psychology 15";
pub(super) const TARJAN_1972: &str =
    "Tarjan 1972, Depth-first search and linear graph algorithms, SIAM Journal on Computing 1";
pub(super) const TARJAN_1984: &str =
    "Tarjan et van Leeuwen 1984, Worst-case analysis of set union algorithms, Journal of the ACM 31";
pub(super) const TARONE: &str = "Tarone 1990, A modified Bonferroni method for discrete data, Biometrics 46";
pub(super) const TEITZ: &str = "Teitz et Bart 1968, Heuristic methods for estimating the generalized vertex median of a weighted \
    graph, Operations Research 16";
pub(super) const THEIL: &str = "Theil 1967, Economics and Information Theory, North-Holland";
pub(super) const TOREGAS: &str =
    "Toregas, Swain, ReVelle et Bergman 1971, The location of emergency service facilities, Operations Research 19";
pub(super) const WAN: &str = "Wan, Zou et Sternberg 2012, A three-step floating catchment area method for analyzing spatial access \
    to health services, International Journal of Geographical Information Science 26";
pub(super) const WANG: &str = "Wang et Song 2011, Ckmeans.1d.dp: optimal k-means clustering in one dimension by dynamic \
    programming, The R Journal 3";
pub(super) const WILSON: &str = "Wilson 1927, Probable inference, the law of succession, and statistical inference, Journal of the \
    American Statistical Association 22";
