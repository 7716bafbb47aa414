//! The 21 sections of the French classification of activities (NAF rev. 2, 2008).

use crate::vocabulary::vocabulary;

vocabulary! {
    /// A section of NAF rev. 2, named by its letter.
    Section as "section" {
        /// Agriculture, forestry and fishing.
        A = "A", "Agriculture, sylviculture et pêche";
        /// Mining and quarrying.
        B = "B", "Industries extractives";
        /// Manufacturing.
        C = "C", "Industrie manufacturière";
        /// Electricity, gas, steam and air conditioning.
        D = "D", "Électricité, gaz, vapeur et air conditionné";
        /// Water supply, sewerage, waste management and remediation.
        E = "E", "Eau, assainissement, déchets et dépollution";
        /// Construction.
        F = "F", "Construction";
        /// Wholesale and retail trade, repair of motor vehicles.
        G = "G", "Commerce et réparation d’automobiles";
        /// Transportation and storage.
        H = "H", "Transports et entreposage";
        /// Accommodation and food service.
        I = "I", "Hébergement et restauration";
        /// Information and communication.
        J = "J", "Information et communication";
        /// Financial and insurance activities.
        K = "K", "Activités financières et d’assurance";
        /// Real estate.
        L = "L", "Activités immobilières";
        /// Professional, scientific and technical activities.
        M = "M", "Activités spécialisées, scientifiques et techniques";
        /// Administrative and support services.
        N = "N", "Services administratifs et de soutien";
        /// Public administration.
        O = "O", "Administration publique";
        /// Education.
        P = "P", "Enseignement";
        /// Human health and social work.
        Q = "Q", "Santé humaine et action sociale";
        /// Arts, entertainment and recreation.
        R = "R", "Arts, spectacles et activités récréatives";
        /// Other service activities.
        S = "S", "Autres activités de services";
        /// Households as employers.
        T = "T", "Ménages employeurs";
        /// Extraterritorial organisations.
        U = "U", "Activités extraterritoriales";
    }
}
